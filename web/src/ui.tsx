// Small parts that every page uses.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from './api';
import { listName } from './named';
import { go } from './route';
import { Name, words } from './text';

export function Link(p: { to: string; children: ComponentChildren; class?: string; current?: boolean; label?: string }) {
  return (
    <a
      href={p.to}
      class={p.class}
      aria-label={p.label}
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
  sample: ['warn', '◌'],
  open: ['warn', '◆'],
  escalated: ['warn', '▲'],
  awaits_second_person: ['warn', '◑'],
  false_hit: ['good', '○'],
  true_match: ['bad', '■'],
  agrees: ['bad', '='],
  conflicts: ['good', '≠'],
  unknown: ['dim', '?'],
  added: ['plus', '+'],
  modified: ['warn', '±'],
  removed: ['minus', '−'],
  done: ['good', '○'],
  failed: ['bad', '■'],
  running: ['dim', '…'],
};

export function toneOf(word: string): string {
  return SHAPES[word]?.[0] ?? 'dim';
}

export function Word(p: { of: string; cap?: boolean; children?: ComponentChildren }) {
  const [tone, shape] = SHAPES[p.of] ?? ['dim', '·'];
  const said = words(p.of);
  return (
    <span class={`word ${tone}`}>
      <span aria-hidden="true">{shape} </span>
      {p.children ?? (p.cap ? said.charAt(0).toUpperCase() + said.slice(1) : said)}
    </span>
  );
}

// The code of a list; full: with what people call it, for a title is not to be seen on a phone.
export function ListBadge(p: { of: string; full?: boolean }) {
  const name = listName(p.of);
  return (
    <>
      <span class="badge" title={name}>
        {p.of}
      </span>
      {p.full && name ? <span class="small dim list-name"> {name}</span> : null}
    </>
  );
}

export function Trouble(p: { of: unknown }) {
  if (!p.of) return null;
  const e = p.of as Problem;
  return (
    <div class="trouble" role="alert">
      <strong>
        <Name most={600}>{e.message}</Name>
      </strong>
      {e.remedy ? (
        <div>
          <Name most={600}>{e.remedy}</Name>
        </div>
      ) : null}
      {e.status === 401 || e.status === 403 ? (
        <div>
          <Link to="/key">Use a key</Link>
        </div>
      ) : null}
    </div>
  );
}

// What stands where something will be, so that the page does not jump. Heard once, seen as bars.
export function Busy(p: { when: boolean; lines?: number }) {
  return (
    <div class="busy" role="status">
      {p.when ? (
        <>
          <span class="only-heard">Loading …</span>
          {Array.from({ length: p.lines ?? 3 }, () => (
            <span class="bone" aria-hidden="true" />
          ))}
        </>
      ) : null}
    </div>
  );
}

// Nothing is here yet: what to do about it.
export function Empty(p: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{p.title}</p>
      {p.children}
    </div>
  );
}

export function Copy(p: { text: string | (() => string); label: string }) {
  const [done, set] = useState(false);
  return (
    <button
      type="button"
      class="quiet"
      onClick={async () => {
        await navigator.clipboard.writeText(typeof p.text === 'string' ? p.text : p.text());
        set(true);
        setTimeout(() => set(false), 2000);
      }}
    >
      {done ? 'Copied' : p.label}
    </button>
  );
}

// One of a few, each with its number.
export function Choose(p: {
  label: string;
  name: string;
  value: string;
  of: { value: string; label: ComponentChildren; n?: number }[];
  on: (v: string) => void;
}) {
  return (
    <fieldset class="choose">
      <legend class="only-heard">{p.label}</legend>
      {p.of.map((o) => (
        <label class={o.value === p.value ? 'chosen' : ''}>
          <input type="radio" name={p.name} checked={o.value === p.value} onChange={() => p.on(o.value)} />
          {o.label} {o.n == null ? null : <span class="n">{o.n}</span>}
        </label>
      ))}
    </fieldset>
  );
}

// A place to drop a file on, and a button for those who do not drag.
export function Drop(p: { label: string; accept: string; busy: boolean; take: (f: File) => void; children: ComponentChildren }) {
  const [over, setOver] = useState(false);
  const file = (f?: File) => f && p.take(f);
  return (
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        file(e.dataTransfer?.files[0]);
      }}
    >
      <svg viewBox="0 0 48 48" width="40" height="40" aria-hidden="true" class="drop-icon">
        <path d="M10 6h18l10 10v26H10z M28 6v10h10 M24 36V23 M18 28l6-6 6 6" />
      </svg>
      <div>{p.children}</div>
      <button
        type="button"
        disabled={p.busy}
        onClick={(e) => e.currentTarget.parentElement!.querySelector<HTMLInputElement>('input')!.click()}
      >
        {p.busy ? 'Taking it in …' : 'Choose a file'}
      </button>
      <input
        type="file"
        class="only-heard"
        tabIndex={-1}
        aria-label={p.label}
        accept={p.accept}
        onChange={(e) => {
          file(e.currentTarget.files?.[0]);
          e.currentTarget.value = '';
        }}
      />
    </div>
  );
}
