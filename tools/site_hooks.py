"""Hooks of the site: links that leave docs/ are shown as the file's path, since the site holds docs/ alone.
What scrolls can be reached by keyboard, and the search has a name."""
import posixpath
import re

LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s:]+)\)")


def on_page_markdown(markdown, page, config, files):
    folder = posixpath.dirname(page.file.src_uri)

    def outside(match):
        text, target = match[1], match[2].partition("#")[0]
        path = posixpath.normpath(posixpath.join("docs", folder, target)) if target else ""
        if not path or path.startswith("docs/"):
            return match[0]
        plain = text.replace("`", "")
        return f"`{path}`" if plain in (path, posixpath.basename(path)) else f"{text} (`{path}`)"

    parts = re.split(r"(^```.*?^```$)", markdown, flags=re.M | re.S)
    return "".join(p if p.startswith("```") else LINK.sub(outside, p) for p in parts)



NAMED = (
    ('role="dialog"', 'role="dialog" aria-label="Search"'),
    ('<div class="md-search__scrollwrap"', '<div class="md-search__scrollwrap" tabindex="0"'),
    ("<pre><span></span><code>", '<pre><span></span><code tabindex="0">'),
)


def on_post_page(output, page, config):
    for plain, named in NAMED:
        output = output.replace(plain, named)
    return output
