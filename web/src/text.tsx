// Text that came from outside, shown so that nothing in it can mislead: as text, apart from its
// surroundings, bounded in length, and with its invisible characters made visible.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Json } from './api';

export function words(s: string): string {
  return String(s ?? '').replaceAll('_', ' ').toLowerCase();
}

export function count(n: number | undefined | null): string {
  return n == null ? '' : n.toLocaleString('en-GB');
}

// Seconds as a person says them.
export function age(seconds: number | null | undefined): string {
  if (seconds == null) return 'unknown';
  const h = Math.floor(seconds / 3600);
  if (h < 1) return `${Math.max(0, Math.floor(seconds / 60))} min`;
  return h < 48 ? `${h} h` : `${Math.floor(h / 24)} days`;
}

// A path of a file as it was imported: its last part says enough.
export function fileName(path: string): string {
  return String(path ?? '').split(/[\\/]/).pop() ?? '';
}

// Characters that show nothing and can make a text read otherwise than it is: zero-width, bidi
// overrides and isolates, byte-order marks; and piles of marks over one letter. Joiners are left
// alone, for languages need them.
const HIDDEN = /([\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2060-\u2069\ufeff]|(?<=\p{M}{4})\p{M}+)/u;
export const MOST_SHOWN = 300;

function Visible(p: { text: string }) {
  const parts = p.text.split(HIDDEN);
  if (parts.length === 1) return <>{p.text}</>;
  return (
    <>
      {parts.map((s, i) =>
        i % 2 ? (
          <span class="hidden-char" title="not shown as written">
            {/^\p{M}/u.test(s) ? `+${s.length} marks` : `U+${s.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`}
          </span>
        ) : (
          s
        ),
      )}
    </>
  );
}

// A name or a value, whoever wrote it. cut: what is too long ends there, with no way to the rest.
export function Name(p: { children?: string | null; most?: number; cut?: boolean }) {
  const [all, setAll] = useState(false);
  const text = p.children ?? '';
  const most = p.most ?? MOST_SHOWN;
  if (all || text.length <= most)
    return (
      <bdi>
        <Visible text={text} />
      </bdi>
    );
  return (
    <>
      <bdi>
        <Visible text={text.slice(0, most)} />
      </bdi>
      …{' '}
      {p.cut ? null : (
        <button type="button" class="quiet small" onClick={() => setAll(true)}>
          all {count(text.length)} characters
        </button>
      )}
    </>
  );
}

// How two names agree, letter by letter: the class, the sign and the words of each kind.
export const MARKS: Record<string, [string, string]> = {
  'same words': ['exact', '='],
  'same number': ['exact', '='],
  'spelt alike': ['near', '≈'],
  initial: ['near', '≈'],
  'same sound': ['sound', '♪'],
  'same meaning': ['meaning', 'あ'],
};

// A name with the letters that agree marked by kind. Places are bytes of UTF-8.
export function Marked(p: { text: string; marks?: Json[] }) {
  const bytes = new TextEncoder().encode(p.text.slice(0, 4 * MOST_SHOWN));
  const decode = new TextDecoder();
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const m of [...(p.marks ?? [])].sort((a, b) => a.from - b.from)) {
    if (m.from < at || m.to > bytes.length) continue;
    parts.push(<Visible text={decode.decode(bytes.slice(at, m.from))} />);
    parts.push(
      <mark class={MARKS[m.how]?.[0] ?? 'near'} title={m.how}>
        {decode.decode(bytes.slice(m.from, m.to))}
      </mark>,
    );
    at = m.to;
  }
  parts.push(<Visible text={decode.decode(bytes.slice(at))} />);
  return <bdi>{parts}</bdi>;
}

export function Legend() {
  return (
    <ul class="legend" aria-label="What the marks mean">
      <li>
        <mark class="exact">same</mark> same words
      </li>
      <li>
        <mark class="near">like</mark> spelt alike
      </li>
      <li>
        <mark class="sound">sound</mark> same sound
      </li>
      <li>
        <mark class="meaning">意</mark> same meaning, another script or form
      </li>
    </ul>
  );
}

// Notices as the lists cite them: "86 FR 60760", "85 F.R. 52312 8/25/2020".
const NOTICE = /(\d+ F\.?\s?R\.? ?\d+)/;
export function Citation(p: { text?: string }) {
  if (!p.text) return null;
  return (
    <span>
      {p.text.split(NOTICE).map((s, i) =>
        i % 2 ? (
          <a href={`https://www.federalregister.gov/citation/${s.replace(/^(\d+) F\.?\s?R\.? ?/, '$1-FR-')}`} rel="noreferrer">
            {s}
          </a>
        ) : (
          s
        ),
      )}
    </span>
  );
}

// A paragraph of the regulations, linked to where it stands.
export function Paragraph(p: { cite?: string }) {
  if (!p.cite) return null;
  const m = /(\d{3}\.\d+)/.exec(p.cite);
  if (!m) return <span>{p.cite}</span>;
  return (
    <a class="cite" href={`https://www.ecfr.gov/current/title-15/section-${m[1]}`} rel="noreferrer">
      {p.cite.startsWith('15 CFR') ? p.cite : `§ ${p.cite}`}
    </a>
  );
}
