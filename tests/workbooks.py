"""Makes the workbooks that the tests of the spreadsheet reader and writer read: tables as customers
send them, and files as nobody should. Only the standard library.

    workbooks.py FOLDER                          all small ones
    workbooks.py --big FILE ROWS COLUMNS         mostly unique shared strings
"""
import datetime
import pathlib
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."

# Number formats and the style that has each, in order; style 0 is General.
FORMATS = ["General", "000000", "yyyy\\-mm\\-dd", "m/d/yyyy h:mm", "0.00%", "000-00-0000",
           "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "#,##0.00", "h:mm", "[h]:mm", "@",
           "dd.mm.yyyy", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "0.00E+00", "# ?/?", "\"PN-\"0000",
           "# ##0", "General;[Red]\\-General", "0000\\.00\\.0000"]


def column(n):
    out = ""
    n += 1
    while n:
        n, r = divmod(n - 1, 26)
        out = chr(65 + r) + out
    return out


def serial(text, is_1904=False):
    day = datetime.date.fromisoformat(text)
    return (day - datetime.date(1899, 12, 30)).days - (1462 if is_1904 else 0)


class Raw(str):
    """Inner XML of a cell with its attributes: '<c ...>' is made from it."""


def styled(value, style):
    return (value, style)


class Book:
    def __init__(self, inline=False, strict=False, is_1904=False, reverse=False):
        self.inline, self.strict, self.is_1904, self.reverse = inline, strict, is_1904, reverse
        self.strings, self.index, self.sheets, self.extra = [], {}, [], []
        self.sst_override = None
        self.book_rels = ""
        self.content = ""

    def string(self, text):
        if text not in self.index:
            self.index[text] = len(self.strings)
            self.strings.append(text)
        return self.index[text]

    def cell(self, ref, value):
        style = ""
        if isinstance(value, tuple):
            value, n = value
            style = f' s="{n}"'
        if value is None:
            return f'<c r="{ref}"{style}/>' if style else ""
        if isinstance(value, Raw):
            return value.replace("REF", ref)
        if isinstance(value, bool):
            return f'<c r="{ref}"{style} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{ref}"{style}><v>{value!r}</v></c>'
        if self.inline:
            return (f'<c r="{ref}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(value)}'
                    "</t></is></c>")
        return f'<c r="{ref}"{style} t="s"><v>{self.string(value)}</v></c>'

    def sheet(self, name, rows, merges=(), hidden_rows=(), hidden_columns=(), state=None, first=1,
              tail="", widths=(), default_width=None):
        main = STRICT if self.strict else MAIN
        out = [f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{main}">']
        if default_width:
            out.append(f'<sheetFormatPr defaultColWidth="{default_width}" defaultRowHeight="15"/>')
        cols = [(c, f'width="{w}" customWidth="1"') for c, w in widths]
        cols += [(c, 'width="9" hidden="1"') for c in hidden_columns]
        if cols:
            out.append("<cols>" + "".join(f'<col min="{c + 1}" max="{c + 1}" {a}/>'
                                          for c, a in sorted(cols)) + "</cols>")
        out.append("<sheetData>")
        for i, row in enumerate(rows):
            n = first + i
            if row is None:
                continue
            hidden = ' hidden="1"' if n in hidden_rows else ""
            cells = "".join(self.cell(f"{column(c)}{n}", v) for c, v in enumerate(row))
            out.append(f'<row r="{n}"{hidden}>{cells}</row>')
        out.append("</sheetData>")
        if merges:
            out.append(f'<mergeCells count="{len(merges)}">' +
                       "".join(f'<mergeCell ref="{m}"/>' for m in merges) + "</mergeCells>")
        out.append(tail + "</worksheet>")
        self.sheets.append((name, "".join(out), state))

    def styles(self):
        main = STRICT if self.strict else MAIN
        formats = "".join(f'<numFmt numFmtId="{164 + i}" formatCode={quoteattr(f)}/>'
                          for i, f in enumerate(FORMATS) if i)
        xfs = "".join(f'<xf numFmtId="{164 + i if i else 0}" fontId="0" fillId="0" borderId="0"/>'
                      for i in range(len(FORMATS)))
        # The last one is bold on yellow, wrapped, with a thin red frame at the bottom.
        xfs += ('<xf numFmtId="14" fontId="1" fillId="2" borderId="1"><alignment horizontal="center" '
                'wrapText="1"/></xf>')
        return (f'<styleSheet xmlns="{main}"><numFmts count="{len(FORMATS) - 1}">{formats}</numFmts>'
                '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
                '<font><b/><sz val="14"/><color rgb="FF112233"/><name val="Arial"/></font></fonts>'
                '<fills count="3"><fill><patternFill patternType="none"/></fill>'
                '<fill><patternFill patternType="gray125"/></fill>'
                '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>'
                '<borders count="2"><border><left/><right/><top/><bottom/></border>'
                '<border><left/><right/><top/><bottom style="thin"><color rgb="FFFF0000"/></bottom></border>'
                f'</borders><cellXfs count="{len(FORMATS) + 1}">{xfs}</cellXfs></styleSheet>')

    def parts(self):
        main, rel = (STRICT, STRICT_REL) if self.strict else (MAIN, REL)
        sst = self.sst_override or (
            f'<sst xmlns="{main}">' +
            "".join(f'<si><t xml:space="preserve">{escape(s)}</t></si>' for s in self.strings) + "</sst>")
        sheets = "".join(
            f'<sheet name={quoteattr(n)} sheetId="{i + 1}" r:id="rId{i + 1}"' +
            (f' state="{state}"' if state else "") + "/>"
            for i, (n, _, state) in enumerate(self.sheets))
        rels = "".join(f'<Relationship Id="rId{i + 1}" Type="{rel}/worksheet" '
                       f'Target="worksheets/sheet{i + 1}.xml"/>' for i in range(len(self.sheets)))
        n = len(self.sheets)
        rels += (f'<Relationship Id="rId{n + 1}" Type="{rel}/styles" Target="styles.xml"/>'
                 f'<Relationship Id="rId{n + 2}" Type="{rel}/sharedStrings" '
                 'Target="/xl/sharedStrings.xml"/>' + self.book_rels)
        date = ' date1904="1"' if self.is_1904 else ""
        out = [
            ("[Content_Types].xml",
             f'<Types xmlns="{PACKAGE}content-types"><Default Extension="xml" '
             f'ContentType="application/xml"/><Default Extension="rels" '
             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}sheet.main+xml"/>' +
             "".join(f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" '
                     f'ContentType="{TYPE}worksheet+xml"/>' for i in range(n)) +
             f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}styles+xml"/>'
             f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}sharedStrings+xml"/>' +
             self.content + "</Types>"),
            ("_rels/.rels", f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1" '
             f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
            ("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{rel}"><workbookPr{date}/>'
             f"<sheets>{sheets}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels",
             f'<Relationships xmlns="{PACKAGE}relationships">{rels}</Relationships>'),
            ("xl/styles.xml", self.styles()),
            ("xl/sharedStrings.xml", sst),
        ]
        out += [(f"xl/worksheets/sheet{i + 1}.xml", xml) for i, (_, xml, _) in enumerate(self.sheets)]
        out += self.extra
        return out[::-1] if self.reverse else out

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            for name, data in self.parts():
                z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


HEADER = ["Order no", "Line", "Ship date", "Item", "Part no", "Consignee", "Country", "Value USD"]


def order(i, date="2026-11-04"):
    return [f"SO-{1000 + i}", i, styled(serial(date), 2), "Office licence", styled(4700 + i, 1),
            f"Example Trading {i}", "DE", styled(1234.5 + i, 7)]


def ugly(folder):
    """Ten layouts a customer might send."""
    b = Book()
    b.sheet("Orders", [["ACME Ltd. export orders"], [None, "week 45 / 2026"], None, HEADER] +
            [order(i) for i in range(1, 6)], merges=["A1:H1"])
    b.save(folder / "title_rows.xlsx")

    b = Book()
    top = ["Order", None, "Consignee", None, None, "Item", None]
    sub = ["No", "Date", "Name", "Country", "Address", "Part no", "Value USD"]
    b.sheet("Orders", [["Orders of the week"], top, sub] +
            [[f"SO-{i}", styled(serial("2026-11-04"), 2), f"Firm {i}", "FR", "1 rue A", f"00{i}", 10.5]
             for i in range(1, 5)], merges=["A1:G1", "A2:B2", "C2:E2", "F2:G2"])
    b.save(folder / "two_lines.xlsx")

    b = Book()
    b.sheet("Tabelle1", [["Auftragsnr.", "Empfänger", "Land", "Liefertermin", "Endverbleib", "Betrag"]] +
            [[f"A-{i}", f"Müller & Söhne {i} GmbH", "Österreich", styled(serial("2026-11-04"), 11),
              "Büro", 99.9] for i in range(1, 4)])
    b.save(folder / "german.xlsx")

    b = Book(reverse=True)
    b.sheet("订单", [["订单号", "收货人", "国家", "发货日期", "零件号"]] +
            [[f"单-{i}", "北京示例公司", "中国", styled(serial("2026-11-04"), 12), styled(i, 1)]
             for i in range(1, 4)])
    b.save(folder / "chinese.xlsx")

    b = Book(inline=True)
    b.sheet("Pedidos", [["N.º de pedido", "Destinatario", "País", "Fecha de envío", "Uso final"]] +
            [[f"P-{i}", "Compañía Ejemplo, S.A.", "España", "04/11/2026", "oficina"] for i in range(1, 4)])
    b.save(folder / "spanish_inline.xlsx")

    b = Book()
    b.sheet("Lines", [HEADER] + [order(1), order(2), ["Second delivery, by sea"], order(3),
                                 HEADER, order(4), None, order(5), ["Total", None, None, None, None, None,
                                 None, Raw('<c r="REF"><f>SUM(H2:H9)</f><v>6187.5</v></c>')]])
    b.save(folder / "notes_between.xlsx")

    b = Book(reverse=True)
    b.string("never used")
    for text in reversed(HEADER):
        b.string(text)
    b.string("also never used")
    b.sheet("Orders", [HEADER] + [order(i) for i in range(1, 4)])
    b.save(folder / "strings_out_of_order.xlsx")

    b = Book(is_1904=True, strict=True)
    b.sheet("Orders", [["Order", "Ship date", "At", "Consignee"]] +
            [["M-1", styled(serial("2026-11-04", True), 2), styled(0.5, 8), "Mac user"],
             ["M-2", Raw('<c r="REF" s="2" t="d"><v>2026-11-05</v></c>'), styled(0.75, 8), "Strict"]])
    b.save(folder / "strict_1904.xlsx")

    b = Book()
    b.sheet("Notes", [["Read me first"], ["Please screen the sheet Orders"]])
    b.sheet("Orders", [HEADER] + [order(i) for i in range(1, 6)], hidden_rows=[3, 5], hidden_columns=[4],
            widths=[(5, 40.5)], default_width=14.5)
    b.sheet("Old", [HEADER] + [order(i) for i in range(1, 9)], state="hidden")
    b.save(folder / "hidden.xlsx")

    b = Book()
    b.sheet("Orders", [["Order", "Line", "Consignee", "Country", "Item"]] +
            [["SO-1", 1, "Firm A", "DE", "a"], [None, 2, None, None, "b"], [None, 3, None, None, "c"],
             ["SO-2", 1, "Firm B", "FR", "d"]], merges=["A2:A4", "C2:C4", "D2:D4"], first=1)
    b.save(folder / "merged_rows.xlsx")


    # groups above the header that nobody merged; and a header of which some cells are merged downwards
    b = Book()
    b.sheet("Orders", [["Shipper", None, None, "Consignee", None, None],
                       ["Name", "City", "Country", "Name", "City", "Country"]] +
            [["Firm A", "Berlin", "DE", f"Firm {i}", "Lyon", "FR"] for i in range(3)])
    b.save(folder / "groups_unmerged.xlsx")
    b = Book()
    b.sheet("Orders", [["Printed 24.11.2026"], ["Order", "Consignee", None, "Remarks"],
                       [None, "Name", "Country", None]] +
            [[f"SO-{i}", f"Firm {i}", "FR", "none"] for i in range(3)],
            merges=["A2:A3", "B2:C2", "D2:D3"])
    b.save(folder / "merged_down.xlsx")


def values(folder):
    b = Book()
    rows = [["what", "value"]]
    add = lambda what, v: rows.append([what, v])
    add("zeros", styled(4711, 1))
    add("date", styled(serial("2026-11-04"), 2))
    add("date_time", styled(serial("2026-11-04") + 0.5625, 3))
    add("percent", styled(0.251, 4))
    add("mask", styled(12345678, 5))
    add("phone", styled(5551234, 6))
    add("phone_long", styled(2025551234, 6))
    add("money", styled(1234567.5, 7))
    add("time", styled(0.5625, 8))
    add("span", styled(1.0625, 9))
    add("text_number", styled("007", 10))
    add("german_date", styled(serial("2026-11-04"), 11))
    add("chinese_date", styled(serial("2026-11-04"), 12))
    add("science", styled(123456789012, 13))
    add("fraction", styled(1.5, 14))
    add("prefix", styled(42, 15))
    add("spaced", styled(1234567, 16))
    add("red", styled(-5, 17))
    add("hts", styled(8471300100, 18))
    add("noise", 0.30000000000000004)
    add("tiny", 1.5e-7)
    add("huge", 1e22)
    add("negative", -12.5)
    add("bool", True)
    add("error", Raw('<c r="REF" t="e"><v>#N/A</v></c>'))
    add("formula", Raw('<c r="REF" t="str"><f>A1&amp;"x"</f><v>whatx</v></c>'))
    add("unvalued", Raw('<c r="REF"><f>1+1</f></c>'))
    add("rich", Raw('<c r="REF" t="inlineStr"><is><r><t>two </t></r><r><rPr><b/></rPr><t>parts</t></r>'
                    "<rPh sb=\"0\" eb=\"1\"><t>not this</t></rPh></is></c>"))
    add("escape", Raw('<c r="REF" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>'))
    add("leap_1900", styled(60, 2))
    add("first_1900", styled(1, 2))
    add("march_1900", styled(61, 2))
    add("too_late", styled(2958466, 2))
    add("styled_blank", styled(None, len(FORMATS)))
    add("built_in_date", styled(serial("2026-11-04"), len(FORMATS)))
    add("=formula-like", "=1+1")
    add("lines", "first\nsecond")
    add("spaces", "  kept  ")
    b.sheet("Values", rows, first=1)
    b.save(folder / "values.xlsx")


def many_strings(folder):
    """More texts than are kept unpacked, asked for in an order without sense; some longer than a block."""
    n, columns = 60_000, 3
    b = Book()
    text = lambda i: f"text {i} " + ("long " * 5000 if i % 9000 == 7 else "x" * (i % 60))
    for i in range(n):
        b.string(text(i))
    b.sheet("Many", [[text((r * columns + c) * 7919 % n) for c in range(columns)]
                     for r in range(n // columns)])
    b.save(folder / "many_strings.xlsx")


def with_entry(path, names_and_data):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in names_and_data:
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def small():
    b = Book()
    b.sheet("Orders", [HEADER] + [order(i) for i in range(1, 4)])
    return b


def replaced(b, name, change):
    return [(n, change(d) if n == name else d) for n, d in b.parts()]


SHEET = "xl/worksheets/sheet1.xml"


def bad(folder):
    small().save(folder / "good.xlsx")
    whole = (folder / "good.xlsx").read_bytes()
    (folder / "bad_cut.xlsx").write_bytes(whole[: len(whole) * 2 // 3])
    (folder / "bad_text.xlsx").write_bytes(b"order_id,name\n1,x\n")
    (folder / "bad_empty.xlsx").write_bytes(b"")
    (folder / "bad_xls.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "bad_password.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(64))
    flipped = bytearray(whole)
    with zipfile.ZipFile(folder / "good.xlsx") as z:
        info = z.getinfo(SHEET)
    # in the packed bytes of the sheet: the CRC must notice
    flipped[info.header_offset + 30 + len(SHEET) + info.compress_size // 2] ^= 0x10
    (folder / "bad_flipped.xlsx").write_bytes(flipped)
    encrypted = bytearray(whole)
    at = encrypted.rfind(b"PK\1\2")
    encrypted[at + 8] |= 1  # general purpose bit 0
    (folder / "bad_entry_encrypted.xlsx").write_bytes(encrypted)
    with_entry(folder / "bad_ods.xlsx", [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                                         ("content.xml", "<x/>")])
    with_entry(folder / "bad_twice.xlsx", small().parts() + [("XL/Workbook.xml", "<x/>")])
    with_entry(folder / "bad_entries.xlsx", small().parts() + [(f"xl/media/{i}", "") for i in range(9000)])
    with_entry(folder / "bad_bomb.xlsx", replaced(small(), SHEET, lambda d: d.replace(
        "</sheetData>", "</sheetData>" + " " * 60_000_000)))
    with_entry(folder / "bad_doctype.xlsx", replaced(small(), SHEET, lambda d: d.replace(
        "<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)))
    with_entry(folder / "bad_deep.xlsx", replaced(small(), SHEET, lambda d: d.replace(
        "</sheetData>", "</sheetData>" + "<a>" * 500 + "</a>" * 500)))
    with_entry(folder / "bad_tag.xlsx", replaced(small(), SHEET, lambda d: d.replace(
        "</sheetData>", "</sheetData><a b='" + "".join(chr(97 + i * i % 23) for i in range(3_000_000)) + "'/>")))
    with_entry(folder / "bad_xml.xlsx", replaced(small(), SHEET, lambda d: d.replace("</sheetData>", "")))
    with_entry(folder / "bad_string_index.xlsx", replaced(small(), SHEET, lambda d: d.replace(
        '<c r="B2"><v>1</v>', '<c r="B2" t="s"><v>99999</v>')))
    with_entry(folder / "bad_style_index.xlsx", replaced(small(), SHEET, lambda d: d.replace(' s="2"', ' s="777"', 1)))
    with_entry(folder / "bad_number.xlsx", replaced(small(), SHEET, lambda d: d.replace(
        '<c r="B2"><v>1</v>', '<c r="B2"><v>1,5</v>')))
    with_entry(folder / "bad_order.xlsx", replaced(small(), SHEET, lambda d: d.replace('<row r="4"', '<row r="2"')))
    with_entry(folder / "bad_cells.xlsx", replaced(small(), SHEET, lambda d: d.replace('r="C2"', 'r="A2"')))
    with_entry(folder / "bad_far.xlsx", replaced(small(), SHEET, lambda d: d.replace('r="H2"', 'r="XFE2"')))
    with_entry(folder / "bad_rows.xlsx", replaced(small(), SHEET, lambda d: d.replace(
        "</sheetData>", '<row r="1048577"/></sheetData>')))
    with_entry(folder / "bad_missing_sheet.xlsx", [(n, d) for n, d in small().parts() if n != SHEET])
    with_entry(folder / "bad_missing_styles.xlsx", [(n, d) for n, d in small().parts() if n != "xl/styles.xml"])
    # relations that go in a circle: the shared strings are the workbook, or the sheet itself
    for name, target in (("book", "workbook.xml"), ("sheet", "worksheets/sheet1.xml")):
        with_entry(folder / f"bad_cycle_{name}.xlsx", replaced(small(), "xl/_rels/workbook.xml.rels",
                   lambda d: d.replace("/xl/sharedStrings.xml", target)))
    b = small()
    b.sheet("Twin", [])
    with_entry(folder / "bad_twins.xlsx", [(n, d.replace("sheet2.xml", "sheet1.xml") if n.endswith(".rels") else d)
                                           for n, d in b.parts()])
    lying = bytearray(whole)
    at = lying.find(SHEET.encode(), lying.rfind(b"PK\1\2", 0, lying.rfind(SHEET.encode()))) - 46
    lying[at + 24 : at + 28] = (77).to_bytes(4, "little")  # unpacked size in the directory
    (folder / "bad_size.xlsx").write_bytes(lying)
    huge = bytearray(whole)
    huge[at + 24 : at + 28] = (0xF0000000).to_bytes(4, "little")
    (folder / "bad_total.xlsx").write_bytes(huge)
    b = small()
    b.sst_override = f'<sst xmlns="{MAIN}"><si><t>a</t><si><t>b</t></si></si></sst>'
    b.save(folder / "bad_nested_strings.xlsx")
    b = Book()
    b.sheet("Wide", [["name"] + [f"c{i}" for i in range(16383)]])
    b.save(folder / "wide_16384.xlsx")
    b = Book()
    b.sheet("Long", [["name"], [Raw('<c r="REF" t="inlineStr"><is><t>' + "x" * 200_000 + "</t></is></c>")]])
    b.save(folder / "bad_long_cell.xlsx")
    b = Book()
    b.sheet("Empty", [])
    b.save(folder / "empty_sheet.xlsx")
    b = small()
    b.extra = [("xl/vbaProject.bin", b"\0"), ("xl/externalLinks/externalLink1.xml", "<x/>"),
               ("xl/comments1.xml", "<x/>"), ("xl/drawings/drawing1.xml", "<x/>")]
    b.save(folder / "macros_links.xlsx")
    # a million rows without anything in them, between orders
    rows = "".join(f'<row r="{i}" spans="1:8"/>' for i in range(5, 1_000_005))
    with_entry(folder / "million_empty.xlsx", replaced(small(), SHEET, lambda d: d.replace(
        "</sheetData>", rows + '<row r="1000005"><c r="A1000005"><v>7</v></c></row></sheetData>')))


def big(path, n_rows, n_columns):
    """Streams: shared strings mostly unique, sheet of text, numbers and dates."""
    b = Book()
    b.sheet("Orders", [])
    parts = [p for p in b.parts() if p[0] not in (SHEET, "xl/sharedStrings.xml")]
    kinds = ["text", "text", "date", "text", "zeros", "text", "text", "money"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for name, data in parts:
            z.writestr(name, data)
        n = 0
        with z.open(SHEET, "w", force_zip64=True) as f:
            f.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            head = "".join(f'<c r="{column(c)}1" t="s"><v>{c}</v></c>' for c in range(n_columns))
            f.write(f'<row r="1">{head}</row>'.encode())
            n = n_columns
            for r in range(2, n_rows + 2):
                cells = []
                for c in range(n_columns):
                    kind, ref = kinds[c % 8], f"{column(c)}{r}"
                    if kind == "text":
                        cells.append(f'<c r="{ref}" t="s"><v>{n}</v></c>')
                        n += 1
                    elif kind == "date":
                        cells.append(f'<c r="{ref}" s="2"><v>{46000 + r % 300}</v></c>')
                    elif kind == "zeros":
                        cells.append(f'<c r="{ref}" s="1"><v>{r}</v></c>')
                    else:
                        cells.append(f'<c r="{ref}" s="7"><v>{r * 1.25}</v></c>')
                f.write(f'<row r="{r}">{"".join(cells)}</row>'.encode())
            f.write(b"</sheetData></worksheet>")
        with z.open("xl/sharedStrings.xml", "w", force_zip64=True) as f:
            f.write(f'<sst xmlns="{MAIN}">'.encode())
            for i in range(n):
                text = f"Column {i}" if i < n_columns else f"Example Trading House {i * 7919 % 1000003}-{i}"
                f.write(f"<si><t>{text}</t></si>".encode())
            f.write(b"</sst>")


if __name__ == "__main__":
    if sys.argv[1] == "--big":
        big(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        to = pathlib.Path(sys.argv[1])
        to.mkdir(parents=True, exist_ok=True)
        ugly(to)
        values(to)
        many_strings(to)
        bad(to)
