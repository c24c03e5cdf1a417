// A transaction, asked step by step. What is not known stays unknown: the answer then says what it
// hangs on, and never that no licence is needed.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { getText, type Json, post, Problem } from './api';
import { ACTIVITIES, type Fact, Field, FORM, HINTS, labelOf, ORIGINS, type Refusal, refusalOf, rememberQuestions } from './facts';
import { useLoad } from './load';
import { setParams, today, usePlace } from './route';
import { Table } from './table';
import { Name, Paragraph, words } from './text';
import { Busy, Copy, Empty, Link, toneOf, Trouble, Word } from './ui';

const ROLES = [
  'end_user', 'purchaser', 'ultimate_consignee', 'intermediate_consignee', 'seller', 'forwarder_us',
  'forwarder_abroad', 'carrier', 'notify', 'bank', 'financier', 'applicant',
];

// The steps, each with its facts and the part of the regulations that asks for them.
const STEPS: { title: string; cite: string; asks: string; facts: Fact[] }[] = [
  {
    title: 'What',
    cite: '734.3',
    asks: 'the item, and whether it is subject to the rules at all',
    facts: [
      { path: 'item.eccn', label: 'ECCN', hint: '4A994.a, or EAR99' },
      { path: 'item.origin', label: 'Made in', words: ORIGINS },
      { path: 'item.value_usd', label: 'Value', hint: 'in US dollars' },
    ],
  },
  {
    title: 'Where',
    cite: '738.4',
    asks: 'the way it goes, and what the Country Chart says of it',
    facts: [
      { path: 'activity', label: 'What is done', words: ACTIVITIES },
      { path: 'from', label: 'From', hint: 'code or name' },
      { path: 'to', label: 'To', hint: 'code or name' },
    ],
  },
];
const STEPPED = new Map(STEPS.flatMap((s) => s.facts.map((f) => [f.path, f] as const)));

function list(v: string | null): string[] {
  return (v ?? '').split('\n').filter(Boolean);
}

const OUTCOMES: Record<string, [string, string, string]> = {
  APPLIES: ['bad', '■', 'applies'],
  DOES_NOT: ['good', '○', 'does not apply'],
  UNKNOWN: ['warn', '?', 'not known'],
  ASKS: ['warn', '?', 'asks'],
  ASSUMED: ['dim', '–', 'assumed'],
};

// What the facts of law say that cite a paragraph.
function Law(p: { cite: string }) {
  const text = useLoad<string>(() => getText(`/v1/rules/${encodeURIComponent(p.cite)}`), [p.cite]);
  if (!text.value) return <p class="dim law">{text.error ? (text.error as Error).message : 'Looking …'}</p>;
  return (
    <pre class="law" tabIndex={0} aria-label={`Facts of law that cite ${p.cite}`}>
      {text.value.slice(0, 6000)}
    </pre>
  );
}

export function Step(p: { step: Json }) {
  const [open, set] = useState(false);
  const cite = /\d{3}\.\d+(?:\([^)]*\))*/.exec(p.step.paragraph ?? '')?.[0];
  const [tone, sign, label] = OUTCOMES[p.step.outcome] ?? ['dim', '·', words(p.step.outcome ?? '')];
  return (
    <li class={`step ${tone}`}>
      <div>
        <span class={`word ${tone}`}>
          <span aria-hidden="true">{sign} </span>
          {label}
        </span>{' '}
        <Paragraph cite={p.step.paragraph} />
      </div>
      <div>
        <Name>{p.step.why}</Name>
        {p.step.inputs ? (
          <div class="dim small">
            <Name>{p.step.inputs}</Name>
          </div>
        ) : null}
      </div>
      {cite ? (
        <button type="button" class="quiet" aria-expanded={open} aria-label={`The facts of law that cite ${cite}`} onClick={() => set(!open)}>
          law
        </button>
      ) : (
        <span />
      )}
      {open && cite ? <Law cite={cite} /> : null}
    </li>
  );
}

interface Facts {
  known: Map<string, string>;
  refusal?: Refusal;
  set: (path: string, v: string) => void;
}

function Fields(p: Facts & { of: Fact[] }) {
  return (
    <div class="fields">
      {p.of.map((f) => (
        <Field
          key={f.path}
          of={f}
          value={p.known.get(f.path) ?? ''}
          refusal={p.refusal}
          set={p.set}
          class={f.path === 'activity' ? 'whole' : ''}
        />
      ))}
    </div>
  );
}

// "how" is the command line's way to answer; what has none is looked up or compared, not stated.
function canState(q: Json): boolean {
  return !!q.how && q.path !== 'parties';
}

function QuestionText(p: { of: Json }) {
  return (
    <>
      <Name most={500}>{p.of.ask}</Name>{' '}
      <code>
        <Name most={120}>{p.of.path}</Name>
      </code>
    </>
  );
}

function Question(p: Facts & { of: Json }) {
  const q = p.of;
  if (!canState(q))
    return (
      <p>
        <QuestionText of={q} />
        {q.path === 'parties' ? ' Name them in step 1.' : ''}
      </p>
    );
  const fact = {
    path: q.path,
    label: <QuestionText of={q} />,
    words: STEPPED.get(q.path)?.words,
    hint: STEPPED.get(q.path)?.hint ?? HINTS[q.path] ?? 'leave open if not known',
  };
  return <Field of={fact} value={p.known.get(q.path) ?? ''} refusal={p.refusal} set={p.set} class="question" />;
}

function Questions(p: Facts & { all: Json[] }) {
  if (!p.all.length) return null;
  return (
    <section class="card asks">
      <h2>It still hangs on</h2>
      {p.all.map((q) => (
        <Question key={q.path} of={q} known={p.known} refusal={p.refusal} set={p.set} />
      ))}
      <p class="dim">Leave what you do not know: it stays unknown, and the order stays on hold. Then decide again.</p>
    </section>
  );
}

export function Part(p: { title: string; of?: Json[]; line: (x: Json) => ComponentChildren }) {
  if (!p.of?.length) return null;
  return (
    <section>
      <h2>{p.title}</h2>
      <ul class="plain">
        {p.of.map((x) => (
          <li>{p.line(x)}</li>
        ))}
      </ul>
    </section>
  );
}

function Found(p: { parties: Json[] }) {
  const hit = p.parties.filter((x) => x.hits?.length);
  if (!hit.length) return null;
  return (
    <section>
      <h2>Parties that are, or may be, listed</h2>
      <ul class="plain">
        {hit.map((x) => (
          <li>
            <Word of={x.verdict} /> <Name>{x.name}</Name>:{' '}
            {x.hits.slice(0, 5).map((h: Json, i: number) => (
              <>
                {i ? ', ' : ''}
                <Link to={`/e/${encodeURIComponent(h.entry)}`}>
                  <Name>{h.primary ?? h.name ?? h.entry}</Name>
                </Link>{' '}
                <span class="badge">{h.list}</span>
              </>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

// Where nobody was screened nothing is on record.
function Kept(p: { id?: string }) {
  if (!p.id) return <>Not kept: no party is named, so nothing was screened.</>;
  return (
    <>
      Kept as <Link to={`/decisions/${p.id}`}>{p.id}</Link>
    </>
  );
}

function Answer(p: { a: Json; facts: Facts }) {
  const a = p.a;
  return (
    <>
      <section class={`card verdict ${toneOf(a.disposition)}`} aria-live="polite">
        <h2>
          <Word of={a.disposition} cap />: {words(a.status)}
        </h2>
        <p>
          <Name most={1000}>{a.reason}</Name>
        </p>
        <p>
          <b>
            <Name most={1000}>{a.next_step}</Name>
          </b>
        </p>
        {a.policy ? <p>How an application would be looked at: {words(a.policy)}.</p> : null}
        <p class="dim">
          <Kept id={a.decision_id} /> <Copy text={location.href} label="Copy link" />
        </p>
      </section>
      <Questions all={a.questions ?? []} {...p.facts} />
      <Part
        title="It may be otherwise"
        of={a.alternatives}
        line={(x) => (
          <>
            If <Name>{x.if}</Name>: <b>{words(x.status ?? '')}</b>
            {x.policy ? `, ${words(x.policy)}` : ''}
          </>
        )}
      />
      <Found parties={a.parties ?? []} />
      <Part
        title="Requirements"
        of={a.requirements}
        line={(r) => (
          <>
            <Paragraph cite={r.rule} /> {words(r.state)}: <Name>{r.why}</Name>
            <div class="dim small">
              {r.source} {r.policy ? `· ${words(r.policy)}` : ''} {r.from ? `· from ${r.from}` : ''}
            </div>
          </>
        )}
      />
      <Part
        title="Licence exceptions to look at"
        of={a.exceptions_detail}
        line={(x) => (
          <>
            <b>{x.word}</b> <Paragraph cite={x.paragraph} /> {x.why}
          </>
        )}
      />
      <Part
        title="To do"
        of={a.obligations_detail}
        line={(x) => (
          <>
            {x.says} <Paragraph cite={x.cite} />
          </>
        )}
      />
      <section>
        <h2>Every step</h2>
        <ol class="steps">
          {(a.trace ?? []).map((s: Json) => (
            <Step step={s} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Between(p: { a: Json }) {
  const changed: Json[] = p.a.changed ?? [];
  const { before, after } = p.a;
  return (
    <section class="card">
      <h2>
        Between {before.as_of} and {after.as_of}
      </h2>
      {changed.length ? (
        <Table
          label="What changed between the days"
          rows={changed}
          columns={[
            { head: 'What', kind: 'head', cell: (c) => c.what },
            { head: before.as_of, cell: (c) => <del><Name>{JSON.stringify(c.was)}</Name></del> },
            { head: after.as_of, cell: (c) => <ins><Name>{JSON.stringify(c.is)}</Name></ins> },
          ]}
        />
      ) : (
        <p>Nothing changed.</p>
      )}
    </section>
  );
}

function PartyForm(p: { add: (s: string) => void }) {
  const [role, setRole] = useState(ROLES[0]);
  const [name, setName] = useState('');
  const [country, setCountry] = useState('');
  return (
    <form
      class="row party-form"
      onSubmit={(e) => {
        e.preventDefault();
        p.add(`${role}:${name.replaceAll(':', ' ')}${country ? `:${country}` : ''}`);
        setName('');
        setCountry('');
      }}
    >
      <select aria-label="Role" value={role} onChange={(e) => setRole(e.currentTarget.value)}>
        {ROLES.map((r) => (
          <option value={r}>{words(r)}</option>
        ))}
      </select>
      <input required aria-label="Name of the party" placeholder="Name" dir="auto" value={name} onInput={(e) => setName(e.currentTarget.value)} />
      <input class="narrow" aria-label="Country of the party" placeholder="Country" value={country} onInput={(e) => setCountry(e.currentTarget.value)} />
      <button type="submit" class="second">
        Add party
      </button>
    </form>
  );
}

function Parties(p: { of: string[]; set: (all: string[]) => void }) {
  return (
    <>
      <ul class="chips">
        {p.of.map((s) => {
          const [role, name, country] = s.split(':');
          return (
            <li>
              <span class="dim">{words(role)}</span> <Name most={80}>{name}</Name>
              {country ? (
                <span class="country">
                  <Name most={30}>{country}</Name>
                </span>
              ) : null}{' '}
              <button type="button" class="quiet" aria-label={`Remove ${name?.slice(0, 80)}`} onClick={() => p.set(p.of.filter((x) => x !== s))}>
                ×
              </button>
            </li>
          );
        })}
      </ul>
      <PartyForm add={(s) => p.set([...p.of, s])} />
    </>
  );
}

function Asked(p: { n: number; title: string; cite?: string; asks: string; children: ComponentChildren }) {
  return (
    <section class="wizard-step">
      <h2>
        <span class="step-n">{p.n}</span> {p.title}
      </h2>
      <p class="dim small">
        {p.cite ? (
          <>
            <Paragraph cite={p.cite} />:{' '}
          </>
        ) : null}
        {p.asks}
      </p>
      {p.children}
    </section>
  );
}

const EXAMPLE = {
  party: 'end_user:Quiet Orchard Systems:IN',
  fact: 'item.eccn=5A002\nactivity=export\nfrom=US\nto=IN\nitem.origin=US',
};

// What stands in the address is what is asked.
interface Transaction {
  parties: string[];
  facts: string[];
  day: string;
  other: string;
}
function transactionOf(params: URLSearchParams): Transaction {
  const day = params.get('as_of') ?? today();
  const other = params.get('and') ?? '';
  return { parties: list(params.get('party')), facts: list(params.get('fact')), day, other: other === day ? '' : other };
}

function knownOf(facts: string[]): Map<string, string> {
  return new Map(facts.map((f) => [f.slice(0, f.indexOf('=')), f.slice(f.indexOf('=') + 1)] as const));
}

function valueAt(q: Transaction, path: string): string {
  return knownOf(q.facts).get(path) ?? (path.startsWith('parties') ? q.parties.join('\n') : '');
}

interface Said {
  of: string; // the question it answers
  answer: Json;
  between?: Json;
}

async function decide(q: Transaction): Promise<Said> {
  const r = await post('/v1/determine/explained', {
    stated: q.facts,
    parties: q.parties,
    as_of: q.day,
    ...(q.other ? { and_as_of: q.other } : {}),
  });
  const between = r.kind === 'comparison' ? r : undefined;
  const answer = between ? [between.before, between.after].find((x: Json) => x.as_of === q.day) : r;
  rememberQuestions(answer.questions ?? []);
  return { of: JSON.stringify(q), answer, between };
}

let last: Said | null = null; // who comes back from an entry is not asked to decide again

// Every decision is on record for good, so it is made upon the button alone, never while somebody types.
function useDecision(now: string) {
  const [said, setSaid] = useState<Said | null>(last?.of === now ? last : null);
  const [error, setError] = useState<unknown>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  useEffect(() => setError(null), [now]);
  const run = async () => {
    const q = transactionOf(new URLSearchParams(location.search)); // Enter has just put its field there
    if (busy || (!q.parties.length && !q.facts.length)) return;
    setBusy(true);
    setError(null);
    setRefusal(undefined);
    try {
      setSaid((last = await decide(q)));
    } catch (e) {
      const no = e instanceof Problem && e.status === 422 ? refusalOf(e, (path) => valueAt(q, path)) : null;
      no ? setRefusal(no) : setError(e);
    }
    setBusy(false);
  };
  return { said, error, refusal, busy, run };
}

function Decide(p: { busy: boolean; stale: boolean; fresh: boolean }) {
  return (
    <div class="decide">
      <button type="submit" form={FORM} disabled={p.busy}>
        {p.busy ? 'Deciding …' : 'Decide and keep'}
      </button>
      {p.stale ? (
        <p class="warn-text" role="status">
          △ The facts were changed since: the answer below is of those before. Decide again.
        </p>
      ) : p.fresh ? (
        <p class="dim small">The answer below is of the facts as they stand.</p>
      ) : (
        <p class="dim small">Screens the parties, decides, and keeps the answer for good. Until then nothing is recorded.</p>
      )}
    </div>
  );
}

function Begin() {
  return (
    <Empty title="Say who takes part, what it is and where it goes; then decide.">
      <p>
        Begin with a party or a fact. Every step names its paragraph; what you leave open stays unknown and keeps the order on
        hold.
      </p>
      <p>
        <button type="button" class="quiet" onClick={() => setParams(EXAMPLE, false)}>
          Fill in an example
        </button>
      </p>
    </Empty>
  );
}

function Asks(p: Facts & { parties: string[]; more: Fact[]; other: string }) {
  const { known, refusal, set } = p;
  return (
    <div class="wizard-asks">
      <Asked n={1} title="Who" cite="744.11" asks="everybody who takes part, with their role; each is screened">
        <Parties of={p.parties} set={(all) => setParams({ party: all.join('\n') })} />
        {refusal && ofParties(refusal, known) ? (
          <p class="small bad-text" role="alert">
            <Name>{`${refusal.path}: ${refusal.says}`}</Name>
          </p>
        ) : null}
      </Asked>
      {STEPS.map((s, i) => (
        <Asked n={i + 2} title={s.title} cite={s.cite} asks={s.asks}>
          <Fields of={s.facts} known={known} refusal={refusal} set={set} />
        </Asked>
      ))}
      <Asked n={4} title="More, and when" asks="what was answered beside; and another day to compare with, if rules changed">
        <Fields of={p.more} known={known} refusal={refusal} set={set} />
        <div class="fields">
          <label class="two">
            Compare with
            <input type="date" form={FORM} value={p.other} onChange={(e) => setParams({ and: e.currentTarget.value })} />
          </label>
        </div>
      </Asked>
    </div>
  );
}

function ofParties(r: Refusal, known: Map<string, string>): boolean {
  return r.path.startsWith('parties') && !known.has(r.path);
}

export function DeterminePage() {
  const place = usePlace();
  const q = transactionOf(place.params);
  const known = knownOf(q.facts);
  const now = JSON.stringify(q);
  const { said, error, refusal: was, busy, run } = useDecision(now);
  const refusal = was && valueAt(q, was.path) === was.value ? was : undefined;
  const ask = q.parties.length > 0 || q.facts.length > 0;
  const shown = ask ? said : null;
  const stale = !!shown && shown.of !== now;
  const set = (path: string, v: string) => {
    const m = knownOf(list(new URLSearchParams(location.search).get('fact')));
    v ? m.set(path, v) : m.delete(path);
    setParams({ fact: [...m].map(([k, x]) => `${k}=${x}`).join('\n') });
  };
  const asked = new Set<string>((shown?.answer.questions ?? []).filter(canState).map((x: Json) => x.path));
  const more = [...known.keys()]
    .filter((k) => !STEPPED.has(k) && !asked.has(k))
    .map((k) => ({ path: k, label: <Name most={200}>{labelOf(k)}</Name>, hint: HINTS[k] }));
  const placed = refusal && (known.has(refusal.path) || STEPPED.has(refusal.path) || ofParties(refusal, known));
  return (
    <>
      <h1>May this go there?</h1>
      <form
        id={FORM}
        onSubmit={(e) => {
          e.preventDefault();
          run();
        }}
      />
      <div class="wizard">
        <Asks parties={q.parties} more={more} other={place.params.get('and') ?? ''} known={known} refusal={refusal} set={set} />
        <div class="wizard-answer">
          {ask ? <Decide busy={busy} stale={stale} fresh={!!shown && !stale} /> : <Begin />}
          <Trouble of={error ?? (refusal && !placed ? new Problem(422, `${refusal.path}: ${refusal.says}`) : null)} />
          {refusal && placed ? <p class="bad-text">Not decided: a value was refused; its field says why.</p> : null}
          {busy && !shown ? <Busy when lines={6} /> : null}
          {shown ? (
            <div class={stale ? 'stale' : ''}>
              {shown.between ? <Between a={shown.between} /> : null}
              <Answer a={shown.answer} facts={{ known, refusal, set }} />
            </div>
          ) : null}
        </div>
      </div>
    </>
  );
}
