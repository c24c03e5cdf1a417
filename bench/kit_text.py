"""One section of a Markdown file, rewritten by the script that measured it."""


def put_section(path, script, body):
    begin, end = f"<!-- by bench/{script}: begin -->", f"<!-- by bench/{script}: end -->"
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if begin not in text:
        raise SystemExit(f"{path} has no place for {script}")
    head, rest = text.split(begin, 1)
    tail = rest.split(end, 1)[1]
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"{head}{begin}\n{body}\n{end}{tail}")
