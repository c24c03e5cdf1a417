"""Reads workbooks (.xlsx) for tests, apart from the program's own reader. Only the standard library."""
import re
import xml.etree.ElementTree as ET
import zipfile

DATE = re.compile(r'[ymdhs]', re.I)


def local(tag):
    return tag.rsplit("}", 1)[-1]


def attribute(e, name):
    return next((v for k, v in e.attrib.items() if local(k) == name), None)


def text_of(e):
    """Text of a shared or inline string: runs joined, phonetic hints left out."""
    out = []
    for child in e:
        if local(child.tag) == "t":
            out.append(child.text or "")
        elif local(child.tag) == "r":
            out += [t.text or "" for t in child if local(t.tag) == "t"]
    text = "".join(out)
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def number_of(ref):
    letters, digits = re.match(r"([A-Z]+)(\d+)$", ref).groups()
    n = 0
    for c in letters:
        n = n * 26 + ord(c) - 64
    return int(digits), n - 1


class Sheet:
    def __init__(self, name, state, root, book):
        self.name, self.state, self.root = name, state, root
        self.cells, self.formulas = {}, 0  # {(row, column): value}, row from 1, column from 0
        for c in root.iter():
            if local(c.tag) == "c":
                self.cell(c, book)

    def cell(self, c, book):
        parts = {local(p.tag): p for p in c}
        self.formulas += "f" in parts
        kind, v = c.get("t", "n"), parts.get("v")
        if "is" in parts:
            value = text_of(parts["is"])
        elif v is None or v.text is None:
            return
        elif kind == "s":
            value = book.strings[int(v.text)]
        elif kind == "b":
            value = v.text == "1"
        elif kind in ("str", "e"):
            value = v.text
        elif kind == "d":
            value = book.serial(v.text)
        else:
            value = float(v.text)
            if book.is_1904 and book.is_day[int(c.get("s", 0))]:
                value += 1462
        if value != "":
            self.cells[number_of(c.get("r"))] = value

    def has(self, tag):
        return next((e for e in self.root.iter() if local(e.tag) == tag), None)

    def row(self, number):
        return {c: v for (r, c), v in self.cells.items() if r == number}


class Book:
    def __init__(self, path):
        with zipfile.ZipFile(path) as z:
            names = {n.lower(): n for n in z.namelist()}
            part = lambda n: ET.fromstring(z.read(names[n.lower()]))
            book = part("xl/workbook.xml")
            rels = {r.get("Id"): r.get("Target") for r in part("xl/_rels/workbook.xml.rels")}
            self.strings = [text_of(s) for s in part("xl/sharedStrings.xml")] \
                if "xl/sharedstrings.xml" in names else []
            self.is_1904 = any(local(e.tag) == "workbookPr" and e.get("date1904") == "1" for e in book)
            self.read_styles(part("xl/styles.xml"))
            self.sheets = []
            for e in book.iter():
                if local(e.tag) != "sheet":
                    continue
                target = rels[attribute(e, "id")]
                target = target.lstrip("/") if target.startswith("/") else "xl/" + target
                self.sheets.append(Sheet(e.get("name"), e.get("state"), part(target), self))

    def read_styles(self, root):
        formats = {e.get("numFmtId"): e.get("formatCode") for e in root.iter() if local(e.tag) == "numFmt"}
        self.is_day = []
        for group in root:
            if local(group.tag) != "cellXfs":
                continue
            for xf in group:
                code = formats.get(xf.get("numFmtId"), "d" if xf.get("numFmtId") in ("14", "15", "22") else "")
                bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)
                self.is_day.append(bool(re.search("[yd]", bare, re.I)))

    @staticmethod
    def serial(text):
        import datetime
        return float((datetime.date.fromisoformat(text[:10]) - datetime.date(1899, 12, 30)).days)

    def sheet(self, name):
        return next(s for s in self.sheets if s.name == name)
