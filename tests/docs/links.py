#!/usr/bin/env python3
"""Every relative link and picture of the documents leads somewhere, every anchor too; every page of docs/ is
reached from docs/README.md and stands in the site's navigation; every picture has a text.

    links.py [ROOT]
"""
import pathlib, re, sys, urllib.parse

LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)(?:\s+\"[^\"]*\")?\)")


def prose(path):
    """(line number, line) outside of blocks, without code spans."""
    fence = False
    for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("```"):
            fence = not fence
        elif not fence:
            yield n, re.sub(r"`[^`]*`", lambda m: "`" + "x" * (len(m[0]) - 2) + "`", line)


def words(heading):
    heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.replace("`", ""))
    return re.sub(r"[^\w\- ]", "", heading.strip().lower())


def anchors(path):
    """As GitHub and as the site make them."""
    github, site, fence = {}, set(), False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("```"):
            fence = not fence
        heading = None if fence else re.match(r"#{1,6} +(.*?)\s*#*$", line)
        if heading:
            one = words(heading[1]).replace(" ", "-")
            github[one] = github.get(one, -1) + 1
            site.add(re.sub(r"[-\s]+", "-", words(heading[1])).strip("-"))
    return {f"{g}-{i}" if i else g for g, n in github.items() for i in range(n + 1)} & site


def check(root):
    wrong, n, to = [], 0, {}
    docs = sorted((root / "docs").rglob("*.md"))
    paths = [*sorted(root.glob("*.md")), *docs, *sorted((root / "bench").glob("*.md")), root / "data/sample/README.md"]
    for path in (p for p in paths if p.is_file()):
        to[path] = set()
        for line, text in prose(path):
            where = f"{path.relative_to(root)}:{line}"
            for picture, label, target in LINK.findall(text):
                if picture and not label.strip():
                    wrong.append(f"{where}: a picture without a text: {target}")
                if re.match(r"[a-z]+:", target):
                    continue
                n += 1
                file, _, anchor = urllib.parse.unquote(target).partition("#")
                at = (path.parent / file).resolve() if file else path
                if not at.exists():
                    wrong.append(f"{where}: {target} is not there")
                elif anchor and (at.suffix != ".md" or anchor not in anchors(at)):
                    wrong.append(f"{where}: {target}: no such heading")
                to[path].add(at)
    first = root / "docs/README.md"
    reached, new = set(), {first}
    while new:
        reached |= new
        new = {t for p in new for t in to.get(p, ()) if t in docs} - reached
    wrong += [f"{p.relative_to(root)}: no link leads here from docs/README.md" for p in docs if p not in reached]
    nav = root / "mkdocs.yml"
    if nav.is_file():
        named = set(re.findall(r"([\w/-]+\.md)", nav.read_text(encoding="utf-8")))
        have = {str(p.relative_to(root / "docs")) for p in docs}
        wrong += [f"mkdocs.yml: {p} is not in the navigation" for p in sorted(have - named)]
        wrong += [f"mkdocs.yml: {p} is not there" for p in sorted(named - have)]
    return n, wrong


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    n, wrong = check(root)
    print("\n".join(wrong + [f"{n} links, {len(wrong)} wrong"]))
    sys.exit(bool(wrong) or not n)


main()
