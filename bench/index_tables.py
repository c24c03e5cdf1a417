"""The tables and the plot of bench/index_run.py."""
import math
import os

BEGIN, END = "<!-- by bench/index_run.py: begin -->", "<!-- by bench/index_run.py: end -->"


def asked(rows):
    out = ["| list | names | questions | a second and core | mean | p50 | p90 | p99 | max µs | true entity found | hits |",
           "|" + "---|" * 11]
    for r in rows:
        for kind, q in r["asked"].items():
            found = f"{100 * q['found']:.1f} %" if q["found"] is not None else ""
            out.append(f"| {r['label']} | {r['names']:,} | {q['n']:,} {kind} | {q['per_core']:,.0f} | {q['mean_us']:.0f} | "
                       f"{q['p50_us']:.0f} | {q['p90_us']:.0f} | {q['p99_us']:.0f} | {q['max_us']:.0f} | {found} | "
                       f"{q['hits']:.2f} |")
    return "\n".join(out)


def built(rows):
    out = ["| list | bytes a name, searched | whole file | build | of processor | peak memory | open, checked | GB/s | "
           "matcher | first answer | 2 threads |", "|" + "---|" * 11]
    for r in rows:
        b, o, n = r["built"], r["open"], r["names"]
        out.append(f"| {r['label']} | {b['searched_bytes'] / n:.0f} | {b['bytes'] / n:.0f} | {b['build_s']:.1f} s | "
                   f"{b['build_cpu_s']:.1f} s | {b['peak_mb']:,} MB | {1000 * o['open_s']:.0f} ms | "
                   f"{b['bytes'] / 1e9 / o['open_s']:.2f} | {1000 * o['matcher_s']:.1f} ms | {o['first_ms']:.2f} ms | "
                   f"{r['threads']:.2f} × |")
    return "\n".join(out)


def cold(rows):
    out = ["| `licet screen`, start to end | median | best | of processor | index |", "|" + "---|" * 5]
    for what, x in rows:
        out.append(f"| {what} | {x['ms']:.0f} ms | {x['best_ms']:.0f} ms | {x['cpu_ms']:.0f} ms | {x['mb']:.0f} MB |")
    return "\n".join(out)


def peers(rows):
    out = ["| list | engine | mean µs | p50 | p99 | times licet | true entity found | hits a customer | bytes a name |",
           "|" + "---|" * 9]
    base, left_out = {}, []
    for label, names, name, x in rows:
        if isinstance(x, str):
            left_out.append(f"{name} on {label}: {x}.")
            continue
        base.setdefault(label, x["mean_us"])
        alerts = "" if x["alerts"] is None else f"{x['alerts']:.2f}"
        size = f"{x['bytes'] / names:.0f}" if "bytes" in x else ""
        p50, p99 = (f"{x[k]:,.0f}" if x[k] is not None else "" for k in ("p50_us", "p99_us"))
        out.append(f"| {label} | {name} | {x['mean_us']:,.0f} | {p50} | {p99} | {x['mean_us'] / base[label]:,.0f} | "
                   f"{100 * x['found'] / x['asked']:.1f} % | {alerts} | {size} |")
    if left_out:
        out += ["", "Left out: " + " ".join(left_out)]
    return "\n".join(out)


def text(bench):
    shown = []
    if bench.rows:
        shown += [asked(bench.rows), "", built(bench.rows), ""]
    exponent = bench.growth()
    if exponent is not None:
        shown.append(f"The time of a customer's name grows with the list to the power of {exponent:.2f}.")
    if bench.book_row:
        b = bench.book_row
        shown.append(f"1,000 changed entries against {b['customers']:,} customers: {b['look_cpu_s']:.2f} s of one core, "
                     f"{b['marked']} customers marked; the book is turned round in {b['build_s']:.1f} s.")
    if bench.cold_rows:
        shown += ["", cold(bench.cold_rows)]
    if bench.peers:
        shown += ["", peers(bench.peers)]
    shown += ["", f"Load at the end of each part, on {os.cpu_count()} processors, the run's own included: "
              + ", ".join(f"{part} {load:.1f}" for part, load in bench.loads) + "."]
    return "\n".join(shown)


def plot(rows, path):
    """p50 and p99 of customers' names over the size of the list, both axes logarithmic."""
    points = [(r["names"], r["asked"]["customers"]) for r in rows]
    wide, high, left, top = 560, 320, 70, 20
    x0, x1 = 4, 7.2
    times = [q[k] for _, q in points for k in ("p50_us", "p99_us")]
    y0, y1 = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))

    def at(n, us):
        return (left + (math.log10(n) - x0) / (x1 - x0) * wide,
                top + high - (math.log10(us) - y0) / max(1, y1 - y0) * high)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide + left + 90} {high + top + 50}" '
           'font-family="sans-serif" font-size="13">', '<rect width="100%" height="100%" fill="white"/>']
    for e in range(4, 8):
        x, _ = at(10 ** e, 10 ** y0)
        out.append(f'<line x1="{x:.0f}" y1="{top}" x2="{x:.0f}" y2="{top + high}" stroke="#ddd"/>'
                   f'<text x="{x:.0f}" y="{top + high + 18}" text-anchor="middle">{10 ** e:,}</text>')
    for e in range(y0, y1 + 1):
        _, y = at(10 ** x0, 10 ** e)
        out.append(f'<line x1="{left}" y1="{y:.0f}" x2="{left + wide}" y2="{y:.0f}" stroke="#ddd"/>'
                   f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{10 ** e:g} µs</text>')
    for key, colour in (("p50_us", "#1b5e9e"), ("p99_us", "#b3401b")):
        line = [at(n, q[key]) for n, q in points]
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
                   + " ".join(f"{x:.1f},{y:.1f}" for x, y in line) + '"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in line]
        out.append(f'<text x="{line[-1][0] + 8:.0f}" y="{line[-1][1] + 4:.0f}" fill="{colour}">{key[:3]}</text>')
    out.append(f'<text x="{left + wide / 2:.0f}" y="{top + high + 40}" text-anchor="middle">names in the list</text></svg>')
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(out) + "\n")


def write(shown, path):
    with open(path, encoding="utf-8") as f:
        whole = f.read()
    before, rest = whole.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"{before}{BEGIN}\n{shown}\n{END}{after}")
