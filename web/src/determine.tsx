// A transaction, asked step by step. What is not known stays unknown: the answer then says what it
// hangs on, and never that no licence is needed.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { getText, type Json, post } from './api';
import { useLoad } from './load';
import { asOf, setParams, today, usePlace } from './route';
import { Table } from './table';
import { Name, Paragraph, words } from './text';
import { Busy, Copy, Empty, Link, toneOf, Trouble, Word } from './ui';

const ROLES = [
  'end_user', 'purchaser', 'ultimate_consignee', 'intermediate_consignee', 'seller', 'forwarder_us',
  'forwarder_abroad', 'carrier', 'notify', 'bank', 'financier', 'applicant',
];

// The steps, each with its facts and the part of the regulations that asks for them.
interface Fact {
  path: string;
  label: string;
  hint: string;
}
const STEPS: { title: string; cite: string; asks: string; facts: Fact[] }[] = [
  {
    title: 'What',
    cite: '734.3',
    asks: 'the item, and whether it is subject to the rules at all',
    facts: [
      { path: 'item.eccn', label: 'ECCN', hint: '4A994, EAR99 …' },
      { path: 'item.origin', label: 'Made in', hint: 'US, CN …' },
      { path: 'item.value_usd', label: 'Value', hint: 'in US dollars' },
    ],
  },
  {
    title: 'Where',
    cite: '738.4',
    asks: 'the way it goes, and what the Country Chart says of it',
    facts: [
      { path: 'activity', label: 'What is done', hint: 'export, reexport, purchase …' },
      { path: 'from', label: 'From', hint: 'country the item leaves' },
      { path: 'to', label: 'To', hint: 'country it goes to' },
    ],
  },
];
const ASKED = STEPS.flatMap((s) => s.facts.map((f) => f.path));

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

// "--fact to=CN" is how the command line answers; here only what comes behind it counts.
function hint(how?: string): string {
  const value = how?.replace(/^--fact [^=]*=/, '').trim();
  return value && value !== '...' && value !== '…' ? value : 'leave empty if not known';
}

function Questions(p: { all: Json[]; answer: (path: string, v: string) => void }) {
  if (!p.all?.length) return null;
  return (
    <section class="card asks">
      <h2>It still hangs on</h2>
      {p.all.map((q) => (
        <form
          class="question"
          onSubmit={(e) => {
            e.preventDefault();
            const v = new FormData(e.currentTarget).get('v') as string;
            if (v.trim()) p.answer(q.path, v.trim());
          }}
        >
          <label>
            <Name most={500}>{q.ask}</Name>{' '}
            <code>
              <Name most={120}>{q.path}</Name>
            </code>
            <input name="v" placeholder={hint(q.how)} />
          </label>
          <button type="submit" class="quiet">
            Answer
          </button>
        </form>
      ))}
      <p class="dim">Leave what you do not know: it stays unknown, and the order stays on hold.</p>
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

function Answer(p: { a: Json; onAnswer: (path: string, v: string) => void }) {
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
          Kept as <Link to={`/decisions/${a.decision_id}`}>{a.decision_id}</Link>{' '}
          <Copy text={location.href} label="Copy link" />
        </p>
      </section>
      <Questions all={a.questions ?? []} answer={p.onAnswer} />
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

function Between(p: { a: Json; day: string; other: string }) {
  const changed: Json[] = p.a.changed ?? [];
  return (
    <section class="card">
      <h2>
        Between {p.day} and {p.other}
      </h2>
      {changed.length ? (
        <Table
          label="What changed between the days"
          rows={changed}
          columns={[
            { head: 'What', kind: 'head', cell: (c) => c.what },
            { head: p.day, cell: (c) => <del><Name>{JSON.stringify(c.was)}</Name></del> },
            { head: p.other, cell: (c) => <ins><Name>{JSON.stringify(c.is)}</Name></ins> },
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

function Fields(p: { of: Fact[]; known: Map<string, string>; set: (path: string, v: string) => void }) {
  return (
    <div class="fields">
      {p.of.map((f) => (
        <label class={p.known.get(f.path) ? '' : 'not-known'}>
          {f.label}
          <input
            value={p.known.get(f.path) ?? ''}
            placeholder={f.hint}
            onChange={(e) => p.set(f.path, e.currentTarget.value.trim())}
          />
        </label>
      ))}
    </div>
  );
}

const EXAMPLE = {
  party: 'end_user:Quiet Orchard Systems:IN',
  fact: 'item.eccn=5A002\nactivity=export\nfrom=US\nto=IN\nitem.origin=US',
};

export function DeterminePage() {
  const place = usePlace();
  const day = asOf(place);
  const other = place.params.get('and') ?? '';
  const parties = list(place.params.get('party'));
  const facts = list(place.params.get('fact'));
  const known = new Map(facts.map((f) => [f.slice(0, f.indexOf('=')), f.slice(f.indexOf('=') + 1)] as const));
  const ask = parties.length > 0 || facts.length > 0;
  const asked = [place.params.get('party'), place.params.get('fact'), day];
  const answer = useLoad<Json>(
    async () => (ask ? post('/v1/determine/explained', { stated: facts, parties, as_of: day ?? today() }) : null),
    asked,
  );
  const between = useLoad<Json>(
    async () =>
      ask && other
        ? post('/v1/determine/explained', { stated: facts, parties, as_of: day ?? today(), and_as_of: other })
        : null,
    [...asked, other],
  );
  const setFact = (path: string, v: string) => {
    const m = new Map(known);
    v ? m.set(path, v) : m.delete(path);
    setParams({ fact: [...m].map(([k, x]) => `${k}=${x}`).join('\n') });
  };
  const more = [...known.keys()].filter((k) => !ASKED.includes(k)).map((k) => ({ path: k, label: k, hint: '' }));
  return (
    <>
      <h1>May this go there?</h1>
      <div class="wizard">
        <div class="wizard-asks">
          <Asked n={1} title="Who" cite="744.11" asks="everybody who takes part, with their role; each is screened">
            <Parties of={parties} set={(all) => setParams({ party: all.join('\n') })} />
          </Asked>
          {STEPS.map((s, i) => (
            <Asked n={i + 2} title={s.title} cite={s.cite} asks={s.asks}>
              <Fields of={s.facts} known={known} set={setFact} />
            </Asked>
          ))}
          <Asked n={4} title="More, and when" asks="what was answered beside; and another day to compare with, if rules changed">
            <Fields of={more} known={known} set={setFact} />
            <div class="fields">
              <label class="two">
                Compare with
                <input type="date" value={other} onChange={(e) => setParams({ and: e.currentTarget.value })} />
              </label>
            </div>
          </Asked>
        </div>
        <div class="wizard-answer">
          <Trouble of={answer.error ?? between.error} />
          {ask && !answer.value && !answer.error ? <Busy when lines={6} /> : null}
          {between.value ? <Between a={between.value} day={day ?? today()} other={other} /> : null}
          {answer.value ? <Answer a={answer.value} onAnswer={setFact} /> : null}
          {!ask ? (
            <Empty title="The answer grows here as you say more.">
              <p>
                Begin with a party or a fact. Every step names its paragraph; what you leave open stays unknown and keeps the
                order on hold.
              </p>
              <p>
                <button type="button" class="quiet" onClick={() => setParams(EXAMPLE, false)}>
                  Fill in an example
                </button>
              </p>
            </Empty>
          ) : null}
        </div>
      </div>
    </>
  );
}
