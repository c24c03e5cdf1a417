"""Tables of orders for measurements: every row another customer; the same seed gives the same bytes.

Customers are people and firms on no list, made from public word statistics (bench/names_make.c). Of a hundred orders
three name a party as a list has it and five nearly so; in thirty the consignee is somebody else, in twenty the end
user; four in ten name a forwarder and one in seven a bank, of 200 and 100 who stand in many orders; one in twenty an
owner. Goods, classifications, values and uses are drawn from short tables.
"""
import csv
import os
import random
import subprocess

HEADER = ["Order #", "Pos", "Ship date", "Direction", "Our company", "Description", "Delivery", "ECCN", "Origin",
          "Value (USD)", "Ship-to country", "Customer", "Customer country", "Customer address", "Consignee", "End user",
          "End user country", "End use", "Freight forwarder", "Bank", "Owners", "Authorization claimed"]
GOODS = [  # description, delivery, ECCN, origin
    ("Patch cables", "", "EAR99", "CN"), ("Hand tools", "", "EAR99", "US"), ("Water pump", "", "EAR99", "US"),
    ("Office software, 25 seats", "download", "5D992.c", "US"), ("Managed switch, 48 port", "", "5A992.c", "CN"),
    ("Server, two sockets", "", "4A994.b", "US"), ("Microcontrollers, 500 pcs", "", "3A991", "US"),
    ("Vacuum gauge", "", "", "US"), ("Espresso machine", "", "EAR99", "IT"), ("Signal analyser", "", "3A002.c", "US"),
    ("Ball bearings", "", "2A991", "DE"), ("Database licence", "media", "5D992.c", "US"), ("Textbooks", "", "EAR99", "US"),
    ("Router, encrypted links", "", "5A002.a", "US"), ("Navigation receiver", "", "7A994", "US"),
    ("Marine sealant", "", "EAR99", "US")]
USES = ["", "", "office work", "resale", "maintenance", "data centre", "laboratory", "construction", "vessel repair"]
STREETS = ["Harbour Road", "Industrial Estate", "Station Street", "Market Square", "Mill Lane", "Airport Avenue"]


def names(tool, folder, kind, rows, seed, *base):
    """(type, country, name) of names_make's rows"""
    out = subprocess.run([tool, kind, str(rows), str(seed), folder, *base], check=True, capture_output=True, text=True)
    rows = [line.split("\t") for line in out.stdout.splitlines()]
    return [tuple(r[1:4]) for r in rows]


def listed(path, rng):
    """(country, name) of a list in the Consolidated Screening List's columns, in another order"""
    csv.field_size_limit(1 << 24)
    with open(path, encoding="utf-8", newline="") as f:
        found = [(row["addresses"].rsplit(" ", 1)[-1][:2], name.strip()) for row in csv.DictReader(f)
                 for name in [row["name"]] + row["alt_names"].split("; ") if name.strip()]
    found = [(country, name) for name, country in {name: country for country, name in found}.items()]
    rng.shuffle(found)
    return found


def nearly(name, rng):
    """One letter of its longest word another, missing or out of place."""
    words = name.split()
    i = max(range(len(words)), key=lambda k: len(words[k]))
    w = words[i]
    if len(w) > 4:
        at = rng.randrange(1, len(w) - 1)
        words[i] = rng.choice([w[:at] + w[at + 1:], w[:at] + rng.choice("aeinrst") + w[at + 1:],
                               w[:at] + w[at + 1] + w[at] + w[at + 2:]])
    return " ".join(words)


def write(path, rows, tool, folder, list_file, day, seed=1):
    rng = random.Random(seed)
    on_list = listed(list_file, rng)
    people = names(tool, folder, "customers", 2 * rows, seed + 10)
    movers = [n for kind, _, n in names(tool, folder, "customers", 1000, seed + 11) if kind == "org"]
    forwarders, banks = movers[:200], movers[200:300]
    made, seen = iter(people), set()

    def somebody():
        chance = rng.random()
        if chance < 0.08 and on_list:
            country, name = on_list.pop()
            return (country if country.isalpha() else "US"), name if chance < 0.03 else nearly(name, rng)
        for _, country, name in made:
            if name not in seen:
                seen.add(name)
                return country, name
        raise SystemExit("orders_make: no names left")

    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(HEADER)
        for i in range(rows):
            country, customer = somebody()
            what, delivery, eccn, origin = rng.choice(GOODS)
            address = f"{rng.randrange(1, 400)} {rng.choice(STREETS)}" if rng.random() < 0.6 else ""
            consignee = somebody()[1] if rng.random() < 0.3 else "same"
            user_country, user = somebody() if rng.random() < 0.2 else ("", "same")
            out.writerow([f"B-{i // 3}", i % 3 + 1, day, "Sale", "Larkspur Instruments Inc (US)", what, delivery, eccn, origin,
                          rng.randrange(50, 90000), country, customer, country, address, consignee, user, user_country,
                          rng.choice(USES), rng.choice(forwarders) if rng.random() < 0.4 else "",
                          rng.choice(banks) if rng.random() < 0.15 else "",
                          f"{somebody()[1].replace(';', ',')} {rng.choice((25, 50, 60))}%" if rng.random() < 0.05 else "",
                          "NLR" if rng.random() < 0.2 else ""])


if __name__ == "__main__":
    import sys
    here = os.path.dirname(os.path.abspath(__file__))
    if len(sys.argv) != 5:
        sys.exit("orders_make.py OUT.csv ROWS NAMES_MAKE LIST.csv")
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3], os.path.join(here, "..", "data", "names"), sys.argv[4], "2026-07-31")
