#!/usr/bin/env bash
# Workbooks at the desk: the answered one comes back with what people wrote into it, the customers come
# as one; what is no workbook is refused, and nothing is recorded.
. "$(dirname "$0")/common.bash"
export PYTHONPATH=$LICET_SOURCE/tests PYTHONDONTWRITEBYTECODE=1
small_list
printf '[exporter]\nus_person = yes\nlocation = US\n' >>policy.ini
mkdir -p home && cp policy.ini home/policy.ini
python3 - <<'PY'
from workbooks import Book, Raw
rows = [["Order No", "Customer", "Country", "ECCN", "Destination"],
        ["SO-1", "Marrow Hill Trade Ltd", "IE", "EAR99", "IE"],
        ["SO-2", "Ossian Vail", "FR", "EAR99", "FR"],
        ["SO-3", "Quiet Lane Bakery", "FR", "EAR99", "FR"]]
b = Book()
b.sheet("Notes", [["for the week"]])
b.sheet("Orders", [["Orders of the week"], []] + rows)
b.save("orders.xlsx")

def customers(file, *more):
    b = Book()
    b.sheet("Notes", [["for the week"]])
    b.sheet("Customers", [["Our customers, week 45"], [],
                          ["Customer No", "Customer Name", "Type", "Country", "DOB", "Turnover"],
                          ["C-1", "Marrow Hill Trade Ltd", "Company", "IE", None, 12.5],
                          ["Private customers"],
                          ["C-2", "Ossian Vail", "Person", "FR", 1970, 3],
                          ["Customer No", "Customer Name", "Type", "Country", "DOB", "Turnover"],
                          ["C-3", "Quiet Lane Bakery", "Company", "FR", None, 7], *more])
    b.save(file)

customers("customers.xlsx")
customers("customers2.xlsx", ["C-4", Raw('<c r="REF" t="e"><v>#N/A</v></c>'), "Company", "FR"],
          ["C-1", "The same number", "Company", "FR"])
b = Book()
b.sheet("Customers", [["Number", "Turnover"], ["C-1", 3], ["C-2", 4]])
b.save("nobody.xlsx")
PY
get() { python3 -c 'import json,sys; j=json.load(open("out")); print(eval(sys.argv[1]))' "$1"; }
is() { [ "$(get "$1")" = "$2" ] || fail "$1 is $(get "$1"), not $2"; }

# fill NAME ROW=resolution,reason,note,by ...: answered.xlsx with four columns more; @ for a value
# that was never calculated.
cat >fill.py <<'PY'
import re, sys, zipfile
from xml.sax.saxutils import escape
from readbook import Book
from workbooks import column
names = ["resolution", "resolution_reason", "resolution_note", "resolution_by"]
book = Book("answered.xlsx")
number = [s.name for s in book.sheets].index("Orders") + 1
header = next(r for (r, c), v in book.sheet("Orders").cells.items() if v == "decision_id")
width = max(c for _, c in book.sheet("Orders").cells) + 1
said = {header: names} | {int(k): v.split(",") for k, v in (a.split("=", 1) for a in sys.argv[2:])}

def cell(ref, text):
    if text == "@":
        return f'<c r="{ref}"><f>VLOOKUP(1,2,3)</f></c>'
    return f'<c r="{ref}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else ""

def more(m):
    r = int(m[2])
    return m[1] + "".join(cell(f"{column(width + i)}{r}", t) for i, t in enumerate(said.pop(r, []))) + "</row>"

with zipfile.ZipFile("answered.xlsx") as old, zipfile.ZipFile(sys.argv[1], "w") as new:
    for name in old.namelist():
        data = old.read(name)
        if name.endswith(f"worksheets/sheet{number}.xml"):
            data = re.sub(r'(<row r="(\d+)"(?:(?!</row>).)*)</row>', more, data.decode(), flags=re.S).encode()
        new.writestr(name, data)
assert not said, said
PY
fill() { python3 fill.py "$@" || fail "fill"; }

code=0
"$LICET" check orders.xlsx --as-of $day --policy policy.ini --out answered.xlsx >out 2>err || code=$?
[ "$code" != 0 ] || fail "nothing was held"
run 1 hits --json
is 'j["open"]' 2

# What is no workbook, has no such column, is damaged, or has a bad row: nothing is recorded.
printf 'PK\003\004rest' >broken.xlsx
run 2 resolve --in broken.xlsx --policy policy.ini
err_has "broken.xlsx"
printf 'decision_id,resolution\nD-1,false hit\n' >text.xlsx
run 2 resolve --in text.xlsx --policy policy.ini
run 2 resolve --in answered.xlsx --policy policy.ini
err_has 'sheet Orders, row 3: no column "resolution"'
fill filled.xlsx "4=false hit,DIFFERENT_COUNTRY,another firm,A. First" "5=false hit,NO_SUCH_CODE,no,A"
head -c 3000 filled.xlsx >short.xlsx
run 2 resolve --in short.xlsx --policy policy.ini
err_has "short.xlsx"
run 2 resolve --in filled.xlsx --policy policy.ini
err_has "filled.xlsx:5: NO_SUCH_CODE is no reason for false_hit"
out_has "Nothing was recorded"
fill filled.xlsx "4=false hit,DIFFERENT_COUNTRY,another firm,A. First" "6=@,,,"
run 2 resolve --in filled.xlsx --policy policy.ini
err_has "a formula whose value was never calculated"
run 1 hits --json
is 'j["open"]' 2

# Every row; the extension does not count.
fill filled.xlsx "4=False hit,DIFFERENT_COUNTRY,another <firm>,A. First" "5=escalate,NEEDS_DOCUMENTS,asked for papers,"
mv filled.xlsx filled.bin
run 0 resolve --in filled.bin --policy policy.ini --by "B. Second"
err_has "Sheet: Orders, header in row 3"
err_has "Sheets not read: Notes, Lists and policy"
out_has "3 rows, 2 resolved, 0 stood so already, 1 without an answer"
run 0 resolve --in filled.bin --policy policy.ini --by "B. Second" --quiet
[ ! -s err ] || fail "not quiet"
run 0 resolve --in filled.bin --policy policy.ini --by "B. Second" --json
is 'j["unchanged"], j["workbook"]["sheet"], j["workbook"]["left_out_rows"]' "(1, 'Orders', [])"
run 1 hits
out_has "escalated"
out_lacks "Marrow"

# Customers: a title above the header, a remark and the header once more between the rows.
for bad in broken.xlsx text.xlsx nobody.xlsx short.xlsx; do run 2 book import $bad; done
run 2 book import nobody.xlsx
err_has 'sheet Customers, row 1: no column "name"'
run 2 book import customers2.xlsx
err_has "customers2.xlsx:9: cell B9: an error value"
err_has "customers2.xlsx:10: the id C-1 stands in line 4 already"
err_has "nothing was taken in"
run 2 book status
run 0 book import customers.xlsx
err_has "Sheet: Customers, header in row 3"
err_has "Above the header: A1: Our customers, week 45"
err_has "Rows left out: 5, 7 (remarks, or the header once more)"
out_has "3 customers; 3 added"
out_has "Turnover: not read"
[ "$(widest err)" -le 80 ] || fail "book import is too wide"
run 0 book import customers.xlsx --json
is 'j["same_as_before"], j["workbook"]["titles"]' "(True, 'A1: Our customers, week 45')"

# The kept workbook is read again for every run.
run 1 rescreen --json
is '[x["id"] for x in j["look_at"]], j["customers"]' "(['C-1', 'C-2'], 3)"
run 0 verify
echo "desk_workbook"
