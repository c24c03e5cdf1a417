#!/usr/bin/env bash
# Workbooks as customers send them, through the program: columns read right, every original cell back
# in its place, answers beside the rows; and what is no workbook is refused, with nothing left behind.
. "$(dirname "$0")/common.bash"
export PYTHONPATH=$LICET_SOURCE/tests PYTHONDONTWRITEBYTECODE=1
sample_lists
python3 "$LICET_SOURCE/tests/workbooks.py" books

# What each layout's columns are read as.
cat >look.py <<'PY'
import re, sys
from readbook import Book
given, answered, said, wanted = Book(sys.argv[1]), Book(sys.argv[2]), open(sys.argv[3], encoding="utf-8").read(), sys.argv[4]
said = re.sub(r"\n  +", " ", said)
end = " ".join(said.split("\n"))
columns = set(re.search(r"^Columns: (.*)$", said, re.M)[1].split(", "))
assert columns == set(wanted.split(", ")), columns ^ set(wanted.split(", "))
sheet = re.search(r"^Sheet: (.*), header in rows? (?:\d+-)?(\d+)$", said, re.M)
name, header = sheet[1], int(sheet[2])
assert [s.name for s in answered.sheets] == [s.name for s in given.sheets] + ["Lists and policy"]
for old, new in zip(given.sheets, answered.sheets):
    hidden = old.state == "hidden" and old.name != name  # what is answered is to be seen
    assert (new.state == "hidden") == hidden and new.formulas == 0
    for place, value in old.cells.items():
        assert new.cells.get(place) == value, (old.name, place, value, new.cells.get(place))
    if old.name != name:
        assert new.cells == old.cells, old.name
old, new = given.sheet(name), answered.sheet(name)
width = max(c for _, c in old.cells) + 1
names = ("disposition,verdict,status,review_policy,best_hit,list,score,reason,citation,missing,"
         "obligations,next_step,rescreen_by,as_of,list_versions,decision_id").split(",")
assert [new.cells.get((header, width + i)) for i in range(16)] == names
pane, rule = new.has("pane"), new.has("dataValidation")
assert pane.get("state") == "frozen" and pane.get("ySplit") == str(header)
assert new.has("autoFilter").get("ref").startswith(f"A{header}:")
assert rule.get("type") == "list" and "RELEASE,HOLD,STOP" in "".join(rule.itertext())
rows = sorted({r for r, _ in old.cells if r > header})
decided = [r for r in rows if (r, width) in new.cells]
others = [r for r in rows if r not in decided]
for r in decided:
    assert new.cells[r, width] in ("RELEASE", "HOLD", "STOP") and new.cells[r, width + 15].startswith("D-")
for r in others:
    assert new.cells[r, width + 7].startswith("not an order"), (r, new.row(r))
about = {v for v in answered.sheets[-1].cells.values() if isinstance(v, str)}
assert {"us_csl", "sample", "2026-07-31", "Sheet", name} <= about
for words in ("not legal advice", "Root of the decisions: ", " rows in "):
    assert any(words in v for v in about), words
counted = int(re.search(r" (\d+) rows? in", end)[1])
noted = re.search(r" (\d+) more rows? (?:is|are) ", end)
assert counted == len(decided) and (int(noted[1]) if noted else 0) == len(others), (said, decided, others)
print(len(decided), len(others))
PY
err_lacks() { ! grep -qF -- "$1" err || fail "standard error has: $1"; }
n=0
book() { # FILE COLUMNS ROWS [ARGUMENT...]
    local file=$1 columns=$2 rows=$3
    shift 3
    run 2 check "books/$file.xlsx" --as-of $day --out answered.xlsx "$@"
    out_empty
    [ "$(python3 look.py "books/$file.xlsx" answered.xlsx err "$columns")" = "$rows" ] || fail "$file: not $rows"
    n=$((n + 1))
}
common="Order no = order_id, Line = line, Ship date = ship_date, Item = item, Part no = part_no"
common+=", Consignee = ultimate_consignee_name, Country = ultimate_consignee_country, Value USD = value_usd"
book title_rows "$common" "5 0"
err_has "Above the header: A1: ACME Ltd. export orders; B2: week 45 / 2026"
two="Order / No = order_id, Consignee / Name = ultimate_consignee_name, Consignee / Country = ultimate_consignee_country"
two+=", Consignee / Address = ultimate_consignee_address, Part no = part_no, Value USD = value_usd"
book two_lines "$two" "4 0"
book two_lines "$two, Order / Date = ship_date" "4 0" --map "Order / Date=ship_date"
book german "Auftragsnr. = order_id, Empfänger = ultimate_consignee_name, Land = ultimate_consignee_country, Liefertermin = ship_date, Endverbleib = end_use, Betrag = value" "3 0"
book chinese "订单号 = order_id, 收货人 = ultimate_consignee_name, 国家 = ultimate_consignee_country, 发货日期 = ship_date, 零件号 = part_no" "3 0"
book spanish_inline "N.º de pedido = order_id, Destinatario = ultimate_consignee_name, País = ultimate_consignee_country, Fecha de envío = ship_date, Uso final = end_use" "3 0"
book notes_between "$common" "6 2"
err_has "Rows that are no orders: 4, 6"
book strings_out_of_order "$common" "3 0"
book strict_1904 "Order = order_id, Ship date = ship_date, Consignee = ultimate_consignee_name" "2 0"
book hidden "$common" "5 0"
err_has "Sheets not read: Notes, Old (hidden)"
err_has "Hidden in the sheet: 2 rows and columns"
book hidden "$common" "8 0" --sheet old
book merged_rows "Order = order_id, Line = line, Consignee = ultimate_consignee_name, Country = ultimate_consignee_country, Item = item" "4 0"
book groups_unmerged "Shipper / Name = applicant_name, Shipper / City = applicant_address, Shipper / Country = applicant_country, Consignee / Name = ultimate_consignee_name, Consignee / City = ultimate_consignee_address, Consignee / Country = ultimate_consignee_country" "3 0"
book merged_down "Order = order_id, Consignee / Name = ultimate_consignee_name, Consignee / Country = ultimate_consignee_country, Remarks = remarks" "3 0"
book macros_links "$common" "3 0"
err_has "macros (not run, not kept)"
book title_rows "$common" "5 0" --header-row 4

# The sample's orders as a workbook get the answers they get as text; formulas among them are harmless.
cat >make.py <<'PY'
import csv, sys
from workbooks import Book, Raw
with open(sys.argv[1], encoding="utf-8", newline="") as f:
    rows = [r for r in csv.reader(f)]
rows = [r for r in rows if len(r) == len(rows[0])]
with open("text.csv", "w", encoding="utf-8", newline="") as f:
    csv.writer(f).writerows(rows)
b = Book()
b.sheet("Orders", [[v or None for v in r] for r in rows])
b.save("orders.xlsx")
header = ["Order no", "Consignee", "Country", "Remarks"]
b = Book()
b.sheet("Orders", [header, ["=1+1", "NSO Group", "IL", "+cmd|' /C calc'!A0"],
                   [Raw('<c r="REF" t="str"><f>HYPERLINK("https://example.org","x")</f><v>A-2</v></c>'),
                    "=HYPERLINK(\"https://example.org\")", "DE", "@SUM(1)"],
                   ["A-3", Raw('<c r="REF"><f>VLOOKUP(1,2,3)</f></c>'), "DE", "never calculated"],
                   ["A-4", Raw('<c r="REF" t="e"><v>#N/A</v></c>'), "DE", "an error"]])
b.save("formulas.xlsx")
PY
python3 make.py "$sample/orders.csv"
run 2 check text.csv --as-of $day --out text_answered.csv
run 2 check orders.xlsx --as-of $day --out book_answered.csv --out answered.xlsx --out fresh.jsonl
run 2 check text.csv --as-of $day --out fresh.xlsx
cat >same.py <<'PY'
import csv
from readbook import Book
table = lambda name: list(csv.reader(open(name, encoding="utf-8", newline="")))
text, book = table("text_answered.csv"), table("book_answered.csv")
assert text[0] == book[0] and len(text) == len(book)
answers, as_in = len(text[0]) - 16, lambda r: r[answers:answers + 15]
for a, b in zip(text[1:], book[1:]):
    assert as_in(a) == as_in(b), (a, b)
columns = {name: i for i, name in enumerate(text[0])}
links = 0
for name in ("answered.xlsx", "fresh.xlsx"):
    s = Book(name).sheet("Orders")
    assert s.has("pane").get("ySplit") == "1" and s.has("autoFilter") is not None and s.formulas == 0
    assert s.has("dataValidation").get("type") == "list"
    for i, row in enumerate(book if name == "answered.xlsx" else text):
        for c, v in enumerate(row):
            got = s.cells.get((i + 1, c), "")
            got = f"{got:.2f}".rstrip("0").rstrip(".") if isinstance(got, float) else got
            want = v.rstrip("0").rstrip(".") if c == columns["score"] and i and v else v
            if name == "answered.xlsx" and c < answers:  # original cells stay what they were
                want = want[1:] if want.startswith("'") else want
            assert got == want, (name, i + 1, c, got, want)
    links += sum(1 for e in s.root.iter() if e.tag.endswith("}hyperlink"))
assert links > 20, links
PY
python3 same.py || fail "the same orders, other answers"
run 2 check formulas.xlsx --as-of $day --out answered.xlsx --out a.csv --out a.html
python3 - <<'PY' || fail "formulas"
import csv
from readbook import Book
s = Book("answered.xlsx").sheet("Orders")
assert s.formulas == 0 and s.cells[2, 0] == "=1+1" and s.cells[3, 0] == "A-2"
assert s.cells[2, 5] == "MATCH" and s.cells[2, 9] == "EL" and s.cells[2, 10] > 0.9, s.row(2)
for r, why in ((4, "cell B4: a formula whose value was never calculated"), (5, "cell B5: an error value")):
    assert s.cells[r, 4] == "HOLD" and why in s.cells[r, 11], s.row(r)
for cell in (c for row in csv.reader(open("a.csv", encoding="utf-8", newline="")) for c in row):
    assert not cell.startswith(("=", "+", "-", "@")), cell
PY

# A heading that may name a party is an order; JSON Lines get a sheet of answers.
python3 - <<'PY'
from workbooks import Book
b = Book()
b.sheet("Orders", [["Consignee", "Country", "Item", "Value USD"], ["NSO Group"], ["Firm A", "DE", "x", 1],
                   ["Consignee", "Country", "Item", "Value USD"]])
b.save("headings.xlsx")
PY
run 2 check headings.xlsx --as-of $day --out answered.xlsx
tr '\n' ' ' <err | grep -q "^.* 2 rows in 2 orders: .* 1 more row is a remark or header, not an order\." || fail "headings"
printf '{"order_id":"J-1","facts":{"as_of":"%s","parties":[{"role":"end_user","name":"NSO Group","country":"IL"}]}}\n' $day >j.jsonl
run 2 check j.jsonl --out j.xlsx
python3 -c 'from readbook import Book; s = Book("j.xlsx").sheets[0]; assert s.cells[2, 0] == 1 and s.cells[2, 2] in ("MATCH", "POSSIBLE_MATCH"), s.cells' || fail "j.xlsx"

# Answered once and checked again: our own answers name no party of the order.
run 2 check orders.xlsx --as-of $day --out once.xlsx
run 2 check once.xlsx --as-of $day --out twice.xlsx --out twice.csv
err_lacks "Looks like a party"
python3 - <<'PY' || fail "checked again"
import csv
twice, once = (list(csv.reader(open(n, encoding="utf-8", newline=""))) for n in ("twice.csv", "book_answered.csv"))
assert twice[0][-16:] == ["licet_" + n for n in once[0][-16:]]
assert [r[-16:-1] for r in twice[1:]] == [r[-16:-1] for r in once[1:]]
PY

# What --map said is remembered for exactly these headers, shown, overridden and forgotten.
python3 - <<'PY'
from workbooks import Book
for name, last in (("own", "Wert"), ("other", "Anderes")):
    b = Book()
    b.sheet("Orders", [["Nr", "Wer", "Wohin", last], ["1", "NSO Group", "IL", 5]])
    b.save(name + ".xlsx")
PY
rm -r "$LICET_HOME/columns"
run 2 check own.xlsx --as-of $day --out answered.xlsx
err_has "--map"
[ ! -e "$LICET_HOME/columns" ] || fail "something was remembered that nobody said"
rm -f answered.xlsx
run 2 check own.xlsx --as-of $day --out answered.xlsx --map "Wer=purchaser_name" --map "Wohin=purchaser_country"
err_has "Columns: Wer = purchaser_name, Wohin = purchaser_country"
err_has "--map is remembered"
run 2 check own.xlsx --as-of $day --out answered.xlsx
err_has "Columns: Wer = purchaser_name, Wohin = purchaser_country"
err_has "Remembered: Wer=purchaser_name, Wohin=purchaser_country"
run 2 check own.xlsx --as-of $day --quiet
err_empty
printf 'Nr,Wer,Wohin,Wert\n1,NSO Group,IL,5\n' >own.csv
run 2 check own.csv --as-of $day
err_has "Remembered: Wer=purchaser_name"
grep -q '^map Wer=purchaser_name$' "$LICET_HOME"/columns/*.txt || fail "the kept file does not read well"
run 2 check own.xlsx --as-of $day --map "Wer=end_user_name"
err_has "Wer = end_user_name"
run 2 check own.xlsx --as-of $day
err_has "Wer = end_user_name, Wohin = purchaser_country"
run 2 check other.xlsx --as-of $day
err_has "no column of this header names a party: Nr, Wer, Wohin, Anderes"
run 2 check own.xlsx --as-of $day --forget --map "Wer=end_user_name"
err_has "Wer = end_user_name"
err_lacks "Wohin = purchaser_country"
run 2 check own.xlsx --as-of $day --forget
err_has "no column of this header names a party"
run 2 check own.xlsx --as-of $day
err_has "no column of this header names a party"

# Refused, with a message that says what to do; nothing is left, not even a temporary file.
refused() {
    rm -rf place && mkdir place
    local decisions
    decisions=$(python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("select count(*) from decision").fetchone()[0])' "$LICET_HOME/licet.db")
    run 2 check "$@" --as-of $day --out place/answered.xlsx
    out_empty
    grep -q '^licet: .*: .\{15,\}' err || fail "$1: no message"
    grep -q '^  .\{10,\}' err || fail "$1: no remedy"
    [ "$(wc -l <err)" = 2 ] || fail "$1: more than a message and what to do"
    [ -z "$(ls -A place)" ] || fail "$1: left $(ls -A place)"
    [ "$(python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("select count(*) from decision").fetchone()[0])' "$LICET_HOME/licet.db")" = "$decisions" ] || fail "$1: decided"
}
bad=0
for file in books/bad_*.xlsx books/empty_sheet.xlsx books/wide_16384.xlsx books/values.xlsx; do
    refused "$file"
    bad=$((bad + 1))
done
[ $bad -ge 33 ] || fail "only $bad bad workbooks"
refused books/good.xlsx --sheet Nowhere
err_has "its sheets: Orders"
refused books/good.xlsx --header-row 9
refused text.csv --sheet Orders
cp books/good.xlsx good.bin
run 2 check good.bin --as-of $day --out answered.xlsx # told by its bytes
err_has "Sheet: Orders"
code=0
"$LICET" check - <books/good.xlsx >out 2>err || code=$?
[ $code = 2 ] && grep -q "give the file's name" err || fail "a workbook on standard input"
run 2 check books/good.xlsx --as-of $day --out /dev/null/x.xlsx
run 2 check books/good.xlsx --as-of $day --out /nonexistent/x.xlsx
ln -s /dev/null pipe.xlsx
run 2 check books/good.xlsx --as-of $day --out pipe.xlsx
err_has "cannot be written to a pipe"
cp books/good.xlsx self.xlsx
run 2 check self.xlsx --as-of $day --out ./self.xlsx
err_has "would replace the orders"
cmp self.xlsx books/good.xlsx || fail "the orders were touched"
run 2 check books/good.xlsx --header-row x
err_has "--header-row is a row"

# Another program reads the answered workbook as it was meant.
run 2 check orders.xlsx --as-of $day --out answered.xlsx
office=$(command -v soffice || true)
if [ -n "$office" ]; then
    timeout 300 "$office" -env:UserInstallation=file://"$tmp"/office --headless --convert-to \
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1' --outdir other answered.xlsx >office.log 2>&1 ||
        fail "soffice: $(tail -n 3 office.log)"
    python3 - other/*.csv <<'PY' || fail "another program reads other values"
import csv, sys
from readbook import Book
s = Book("answered.xlsx").sheet("Orders")
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
assert len(rows) >= 39
for (r, c), v in s.cells.items():
    got = rows[r - 1][c]
    assert (float(got) if isinstance(v, float) else got) == v, (r, c, v, got)
print(f"soffice reads {len(s.cells)} cells alike")
PY
else
    echo "SKIP soffice: not installed; no second program has read the workbook"
fi
echo "$n answered workbooks, $bad refused"
