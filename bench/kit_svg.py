"""Plots as SVG, written by hand: lines, bars and a reliability diagram. No library, same bytes every time."""
from xml.sax.saxutils import escape

COLOURS = ["#1b6ca8", "#c8553d", "#3a7d44", "#8a5a9e"]
GREY, INK = "#b8b8b8", "#222222"


class Canvas:
    """A plot area with margins; x and y in data units are mapped by the two functions."""

    def __init__(self, width, height, left=60, right=16, top=34, bottom=46):
        self.width, self.height = width, height
        self.left, self.right, self.top, self.bottom = left, width - right, top, height - bottom
        self.parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
                      f'height="{height}" font-family="sans-serif" font-size="12" fill="{INK}">',
                      f'<rect width="{width}" height="{height}" fill="#ffffff"/>']

    def line(self, x1, y1, x2, y2, colour=GREY, width=1, dash=""):
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
                          f'stroke-width="{width}"{dashed}/>')

    def path(self, points, colour, width=2):
        d = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{d}" fill="none" stroke="{colour}" stroke-width="{width}"/>')

    def box(self, x, y, w, h, colour):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{colour}"/>')

    def dot(self, x, y, r, colour):
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}" fill-opacity="0.75"/>')

    def text(self, x, y, words, anchor="start", colour=INK, size=12):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" '
                          f'font-size="{size}">{escape(words)}</text>')

    def title(self, words):
        self.text(self.left + 20, 20, words, size=14)

    def legend(self, labels, x, y):
        for i, label in enumerate(labels):
            self.box(x, y + 17 * i - 9, 10, 10, COLOURS[i % len(COLOURS)])
            self.text(x + 16, y + 17 * i, label)

    def save(self, path):
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(self.parts) + "\n</svg>\n")


def shares(c, label):
    """A y axis from 0 to 1; returns its mapping."""
    def y(v):
        return c.bottom - v * (c.bottom - c.top)
    for i in range(0, 11, 2):
        c.line(c.left, y(i / 10), c.right, y(i / 10), "#e4e4e4")
        c.text(c.left - 6, y(i / 10) + 4, f"{i / 10:.1f}", "end")
    c.text(6, c.top - 8, label, size=11)
    return y


def curves(path, title, series, goals):
    """series: [(label, [(alerts per 1,000, recall)])] on a logarithmic axis; goals: [(alerts, recall, label)]."""
    import math
    c = Canvas(640, 400)
    c.title(title)
    y = shares(c, "found")
    low, high = math.log10(0.5), math.log10(200)

    def x(v):
        return c.left + (math.log10(max(v, 0.5)) - low) / (high - low) * (c.right - c.left)
    for v in (0.5, 1, 2, 5, 10, 20, 50, 100, 200):
        c.line(x(v), c.top, x(v), c.bottom, "#e4e4e4")
        c.text(x(v), c.bottom + 16, f"{v:g}", "middle")
    c.text((c.left + c.right) / 2, c.height - 10, "alerts per 1,000 ordinary names", "middle")
    for i, (_, points) in enumerate(series):
        inside = []
        for a, r in sorted(points):
            here = (x(a), y(r))
            if 0 < a <= 200 and (not inside or abs(here[0] - inside[-1][0]) + abs(here[1] - inside[-1][1]) > 1):
                inside.append(here)
        if inside:
            c.path(inside, COLOURS[i % len(COLOURS)])
    for alerts, recall, label in goals:
        c.line(x(alerts) - 5, y(recall), x(alerts) + 5, y(recall), INK, 2)
        c.line(x(alerts), y(recall) - 5, x(alerts), y(recall) + 5, INK, 2)
        c.text(x(alerts) + 8, y(recall) - 5, label, size=11)
    c.legend([label for label, _ in series], c.right - 230, c.bottom - 17 * len(series))
    c.save(path)


def bars(path, title, rows, labels):
    """rows: [(name, [(share, n) or None, one for each label])], horizontal."""
    per = 11 * len(labels) + 9
    c = Canvas(680, 80 + per * len(rows), left=190, right=70, bottom=40)
    c.title(title)
    span = c.right - c.left
    for i in range(0, 11, 2):
        c.line(c.left + span * i / 10, c.top, c.left + span * i / 10, c.bottom, "#e4e4e4")
        c.text(c.left + span * i / 10, c.bottom + 15, f"{i / 10:.1f}", "middle")
    for r, (name, values) in enumerate(rows):
        top = c.top + 4 + per * r
        c.text(c.left - 8, top + per / 2, name, "end")
        for k, value in enumerate(values):
            if value is None:
                continue
            c.box(c.left, top + 11 * k, max(1.0, span * value[0]), 9, COLOURS[k % len(COLOURS)])
            c.text(c.left + span * value[0] + 5, top + 11 * k + 9, f"{value[0]:.2f} of {value[1]}", size=10)
    for k, label in enumerate(labels):
        c.box(c.left + 150 * k, c.height - 16, 10, 10, COLOURS[k % len(COLOURS)])
        c.text(c.left + 150 * k + 16, c.height - 7, label)
    c.save(path)


def reliability(path, title, series):
    """series: [(label, [(mean score, share right, n)])]; the dashed line is what is hoped for."""
    c = Canvas(480, 460)
    c.title(title)
    y = shares(c, "share right")

    def x(v):
        return c.left + v * (c.right - c.left)
    for i in range(0, 11, 2):
        c.text(x(i / 10), c.bottom + 16, f"{i / 10:.1f}", "middle")
    c.text((c.left + c.right) / 2, c.height - 10, "score of the first hit", "middle")
    c.line(x(0), y(0), x(1), y(1), GREY, 1, "4 4")
    for i, (_, points) in enumerate(series):
        c.path([(x(s), y(o)) for s, o, _ in points], COLOURS[i % len(COLOURS)], 1.5)
        for s, o, n in points:
            c.dot(x(s), y(o), 2 + min(9.0, n ** 0.5 / 6), COLOURS[i % len(COLOURS)])
    c.legend([label for label, _ in series], c.left + 14, c.top + 14)
    c.save(path)
