// The facts of a transaction as a person states them: a field for each, its words where the list of them
// is closed, and what can be refused before anybody is asked.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from './api';
import { words } from './text';

export interface Fact {
  path: string;
  label: ComponentChildren;
  hint?: string;
  words?: [string, string][]; // value, as it is said
}

// What the API refused: the path it named, the value it refused there, and why.
export interface Refusal {
  path: string;
  value: string;
  says: string;
}

export const FORM = 'facts'; // every field belongs to it, wherever it stands, so that Enter decides

// The words of src/record/facts_table.c.
export const ACTIVITIES: [string, string][] = [
  ['export', 'export from the United States'],
  ['reexport', 'reexport from one country abroad to another'],
  ['export_from_abroad', 'export from abroad'],
  ['transfer_in_country', 'transfer within a country abroad'],
  ['domestic_sale_us', 'sale within the United States'],
  ['import', 'import'],
  ['purchase_from', 'purchase from'],
  ['deemed_export', 'deemed export'],
  ['deemed_reexport', 'deemed reexport'],
  ['service', 'service'],
  ['saas_access', 'access to software as a service'],
  ['finance', 'finance'],
  ['us_person_support', 'support by a US person'],
];
export const ORIGINS: [string, string][] = [
  ['US', 'the US'],
  ['foreign', 'elsewhere'],
];

export const LABELS: Record<string, string> = {
  'item.subpara': 'Paragraph of the entry',
  'item.desc': 'What the item is',
  'item.type': 'Commodity, software or technology',
  'item.us_controlled_pct': 'Controlled US content, in percent',
  end_use: 'End use',
};
export const HINTS: Record<string, string> = {
  'item.subpara': 'a, or a.1.b; leave open if not known',
};

const THOUSANDS = /^(us)?\s*\$?\s*(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/i;
const PARAGRAPH = /^\.?([a-z]|\d+)(\.([a-z]|\d+))*$/i; // as lc_eccn_split reads it

// A sum as people write it, "$12,500.00"; whatever else it is goes on as it was written.
export function tidy(path: string, typed: string): string {
  const v = typed.trim();
  return path === 'item.value_usd' && THOUSANDS.test(v) ? v.replace(/[^0-9.]/g, '') : v;
}

// Joined to the ECCN this would be asked about as a wrong ECCN: it is refused where it was written.
export function refused(path: string, v: string): string {
  return path === 'item.subpara' && v && !PARAGRAPH.test(v) ? `“${v.slice(0, 40)}” is no paragraph such as a or a.1.b` : '';
}

type Told = HTMLInputElement | HTMLSelectElement;

interface Asked {
  of: Fact;
  text: string;
  own: string; // why the page itself refuses it
  wrong: string; // why anybody does
  about?: string;
  type: (v: string) => void;
  take: (v: string, at: Told) => void;
}

function Control(p: Asked) {
  const shared = {
    form: FORM,
    value: p.text,
    ref: (at: Told | null) => at?.setCustomValidity(p.own),
    'aria-invalid': p.wrong ? true : undefined,
    'aria-describedby': p.about,
  };
  if (!p.of.words)
    return (
      <input
        {...shared}
        autocomplete="off"
        onInput={(e) => p.type(e.currentTarget.value)}
        onChange={(e) => p.take(e.currentTarget.value, e.currentTarget)}
      />
    );
  const strange = p.text && !p.of.words.some(([v]) => v === p.text);
  return (
    <select {...shared} onChange={(e) => p.take(e.currentTarget.value, e.currentTarget)}>
      <option value="">not known</option>
      {strange ? <option value={p.text}>{p.text.slice(0, 80)}</option> : null}
      {p.of.words.map(([v, said]) => (
        <option value={v}>{said}</option>
      ))}
    </select>
  );
}

export function Field(p: { of: Fact; value: string; refusal?: Refusal; set: (path: string, v: string) => void; class?: string }) {
  const { path } = p.of;
  const [text, setText] = useState(p.value);
  const [own, setOwn] = useState('');
  useEffect(() => {
    setText(p.value);
    setOwn('');
  }, [p.value]);
  const take = (typed: string, at: Told) => {
    const v = tidy(path, typed);
    const no = refused(path, v);
    at.setCustomValidity(no); // nothing is asked while a field holds what is refused
    setOwn(no);
    setText(v);
    if (!no) p.set(path, v);
  };
  const theirs = p.refusal?.path === path && p.refusal.value === p.value ? p.refusal.says : '';
  const wrong = own || theirs;
  const about = wrong || p.of.hint ? `about ${path}`.replace(/\s+/g, '-') : undefined;
  return (
    <div class={`field ${p.value ? '' : 'not-known'} ${p.class ?? ''}`}>
      <label>
        {p.of.label}
        <Control of={p.of} text={text} own={own} wrong={wrong} about={about} type={setText} take={take} />
      </label>
      {wrong ? (
        <span id={about} class="small bad-text" role="alert">
          {wrong}
        </span>
      ) : about ? (
        <span id={about} class="small dim">
          {p.of.hint}
        </span>
      ) : null}
    </div>
  );
}

// "item.value_usd: must be a plain number" names its field.
export function refusalOf(e: Problem, valueAt: (path: string) => string): Refusal | null {
  const m = /^([A-Za-z_][\w.[\]#-]*): ([^]*)$/.exec(e.detail);
  if (!m) return null;
  return { path: m[1], value: valueAt(m[1]), says: e.remedy ? `${m[2]}; ${e.remedy}` : m[2] };
}

// What was answered beside the steps is called by the question that asked for it.
const questions = new Map<string, string>();
export function rememberQuestions(all: { path: string; ask: string }[]) {
  for (const q of all) questions.set(q.path, q.ask);
}
export function labelOf(path: string): string {
  return questions.get(path) ?? LABELS[path] ?? words(path.replace(/^item\./, 'item: '));
}
