// Small parts that every page uses.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Json, Problem } from './api';
import { go } from './route';

export function Link(p: { to: string; children: ComponentChildren; class?: string; current?: boolean }) {
  return (
    <a
      href={p.to}
      class={p.class}
      aria-current={p.current ? 'page' : undefined}
      onClick={(e) => {
        if (e.metaKey || e.ctrlKey || e.shiftKey || e.button) return;
        e.preventDefault();
        go(p.to);
      }}
    >
      {p.children}
    </a>
  );
}

// A word with a shape before it: colour never says anything alone.
const SHAPES: Record<string, [string, string]> = {
  MATCH: ['bad', '■'],
  POSSIBLE_MATCH: ['warn', '◆'],
  NOT_SCREENED: ['warn', '△'],
  NO_MATCH: ['good', '○'],
  STOP: ['bad', '■'],
  HOLD: ['warn', '◆'],
  RELEASE: ['good', '○'],
  in_force: ['good', '●'],
  stale: ['warn', '◐'],
  quarantined: ['bad', '◩'],
  missing: ['bad', '○'],
  open: ['warn', '◆'],
  escalated: ['warn', '▲'],
  awaits_second_person: ['warn', '◑'],
  false_hit: ['good', '○'],
  true_match: ['bad', '■'],
  agrees: ['bad', '='],
  conflicts: ['good', '≠'],
  unknown: ['dim', '?'],
};

export function Word(p: { of: string; children?: ComponentChildren }) {
  const [tone, shape] = SHAPES[p.of] ?? ['dim', '·'];
  return (
    <span class={`word ${tone}`}>
      <span aria-hidden="true">{shape} </span>
      {p.children ?? words(p.of)}
    </span>
  );
}

export function words(s: string): string {
  return String(s ?? '').replaceAll('_', ' ').toLowerCase();
}

export function Trouble(p: { of: unknown }) {
  if (!p.of) return null;
  const e = p.of as Problem;
  return (
    <div class="trouble" role="alert">
      <strong>{e.message}</strong>
      {e.remedy ? <div>{e.remedy}</div> : null}
      {e.status === 401 || e.status === 403 ? (
        <div>
          <Link to="/key">Use a key</Link>
        </div>
      ) : null}
    </div>
  );
}

export interface Loaded<T> {
  value?: T;
  error?: unknown;
  busy: boolean;
  again: () => void;
}

// Loads whenever one of the inputs changes; what is shown stays until the new value is there.
export function useLoad<T = Json>(load: (signal: AbortSignal) => Promise<T>, inputs: unknown[]): Loaded<T> {
  const [state, set] = useState<{ value?: T; error?: unknown; busy: boolean }>({ busy: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    set((s) => ({ ...s, busy: true }));
    load(stop.signal)
      .then((value) => stop.signal.aborted || set({ value, busy: false }))
      .catch((error) => {
        if (!stop.signal.aborted && error.name !== 'AbortError') set({ error, busy: false });
      });
    return () => stop.abort();
  }, [...inputs, turn]);
  return { ...state, again: () => setTurn((t) => t + 1) };
}

// A name with the letters that agree marked by kind. Places are bytes of UTF-8.
const MARKS: Record<string, string> = {
  'same words': 'exact',
  'same sound': 'sound',
  'same meaning': 'meaning',
};

export function Marked(p: { text: string; marks?: Json[] }) {
  const bytes = new TextEncoder().encode(p.text);
  const decode = new TextDecoder();
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const m of [...(p.marks ?? [])].sort((a, b) => a.from - b.from)) {
    if (m.from < at || m.to > bytes.length) continue;
    parts.push(decode.decode(bytes.slice(at, m.from)));
    parts.push(
      <mark class={MARKS[m.how] ?? 'near'} title={m.how}>
        {decode.decode(bytes.slice(m.from, m.to))}
      </mark>,
    );
    at = m.to;
  }
  parts.push(decode.decode(bytes.slice(at)));
  return <bdi>{parts}</bdi>;
}

// "86 FR 60760" and what it links to.
export function Citation(p: { text?: string }) {
  if (!p.text) return null;
  const parts = p.text.split(/(\d+ FR \d+)/);
  return (
    <span>
      {parts.map((s) =>
        /^\d+ FR \d+$/.test(s) ? (
          <a href={`https://www.federalregister.gov/citation/${s.replaceAll(' ', '-')}`} rel="noreferrer">
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
    <a href={`https://www.ecfr.gov/current/title-15/section-${m[1]}`} rel="noreferrer">
      {p.cite.startsWith('15 CFR') ? p.cite : `§ ${p.cite}`}
    </a>
  );
}

export function Busy(p: { when: boolean }) {
  return (
    <div class="busy" role="status">
      {p.when ? 'Loading …' : ''}
    </div>
  );
}

export function Copy(p: { text: string; label: string }) {
  const [done, set] = useState(false);
  return (
    <button
      type="button"
      class="quiet"
      onClick={async () => {
        await navigator.clipboard.writeText(p.text);
        set(true);
        setTimeout(() => set(false), 2000);
      }}
    >
      {done ? 'Copied' : p.label}
    </button>
  );
}

export function count(n: number | undefined | null): string {
  return n == null ? '' : n.toLocaleString('en-GB');
}

// Seconds as a person says them.
export function age(seconds: number | null | undefined): string {
  if (seconds == null) return 'unknown';
  const h = seconds / 3600;
  if (h < 1) return `${Math.max(1, Math.round(seconds / 60))} min`;
  if (h < 48) return `${Math.round(h)} h`;
  return `${Math.round(h / 24)} days`;
}

// Keys of a page, while no field is being typed into.
export function useKeys(keys: Record<string, () => void>, inputs: unknown[]) {
  useEffect(() => {
    const on = (e: KeyboardEvent) => {
      const t = e.target as HTMLElement;
      if (e.metaKey || e.ctrlKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName)) return;
      if (e.key === 'Enter' && /^(A|BUTTON|SUMMARY)$/.test(t.tagName)) return; // it means that one
      const f = keys[e.key];
      if (!f) return;
      e.preventDefault();
      f();
    };
    addEventListener('keydown', on);
    return () => removeEventListener('keydown', on);
  }, inputs);
}

// Horizontal bar of parts, with their numbers as text.
export function Parts(p: { of: { name: string; n: number; tone: string }[]; label: string }) {
  const all = p.of.reduce((s, x) => s + x.n, 0) || 1;
  let x = 0;
  return (
    <figure class="parts">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={p.label}>
        {p.of.map((part) => {
          const w = (100 * part.n) / all;
          const r = <rect x={x} y="0" width={w} height="6" class={`fill-${part.tone}`} />;
          x += w;
          return r;
        })}
      </svg>
      <figcaption>
        {p.of.map((part) => (
          <span class={`word ${part.tone}`}>
            {part.name} {count(part.n)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
