// A transaction, asked step by step. What is not known stays unknown: the answer then says what it
// hangs on, and never that no licence is needed.
import { useState } from 'preact/hooks';
import { type Json, post } from './api';
import { asOf, setParams, today, usePlace } from './route';
import { Paragraph, Trouble, useLoad, Word, words } from './ui';

const ROLES = [
  'end_user', 'purchaser', 'ultimate_consignee', 'intermediate_consignee', 'seller', 'forwarder_us',
  'forwarder_abroad', 'carrier', 'notify', 'bank', 'financier', 'applicant',
];

const FACTS: [string, string, string][] = [
  ['activity', 'What is done', 'export, reexport, transfer, purchase …'],
  ['from', 'From', 'country the item leaves'],
  ['to', 'To', 'country it goes to'],
  ['item.eccn', 'ECCN', '4A994, EAR99 …'],
  ['item.origin', 'Made in', 'US, CN …'],
  ['item.value_usd', 'Value', 'in US dollars'],
];

function list(v: string | null): string[] {
  return (v ?? '').split('\n').filter(Boolean);
}

const OUTCOMES: Record<string, [string, string]> = {
  APPLIES: ['bad', 'applies'],
  DOES_NOT: ['good', 'does not apply'],
  UNKNOWN: ['warn', 'not known'],
  ASKS: ['warn', 'asks'],
  ASSUMED: ['dim', 'assumed'],
};

function Step(p: { step: Json; n: number }) {
  const [tone, label] = OUTCOMES[p.step.outcome] ?? ['dim', words(p.step.outcome ?? '')];
  return (
    <li class={`step ${tone}`}>
      <span class={`word ${tone}`}>{label}</span> <Paragraph cite={p.step.paragraph} />{' '}
      <bdi>{p.step.why}</bdi>
      {p.step.inputs ? <div class="dim">{p.step.inputs}</div> : null}
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
    <section class="card">
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
            {q.ask}
            <span class="dim"> {q.path}</span>
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

function Answer(p: { a: Json; onAnswer: (path: string, v: string) => void }) {
  const a = p.a;
  return (
    <>
      <section class="card" aria-live="polite">
        <h2>
          <Word of={a.disposition} /> {words(a.status)}
        </h2>
        <p>{a.reason}</p>
        <p>
          <b>{a.next_step}</b>
        </p>
        {a.policy ? <p>Review policy: {words(a.policy)}</p> : null}
      </section>
      <Questions all={a.questions ?? []} answer={p.onAnswer} />
      {(a.alternatives ?? []).length ? (
        <section class="card">
          <h2>It may be otherwise</h2>
          {a.alternatives.map((x: Json) => (
            <p>
              If <bdi>{x.if}</bdi>: <b>{words(x.status ?? '')}</b>
              {x.policy ? `, ${words(x.policy)}` : ''}
            </p>
          ))}
        </section>
      ) : null}
      {(a.requirements ?? []).length ? (
        <section>
          <h2>Requirements</h2>
          <ul>
            {a.requirements.map((r: Json) => (
              <li>
                <Paragraph cite={r.rule} /> {words(r.state)}: <bdi>{r.why}</bdi>
                <div class="dim">
                  {r.source} {r.policy ? `· ${words(r.policy)}` : ''} {r.from ? `· from ${r.from}` : ''}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {(a.exceptions_detail ?? []).length ? (
        <section>
          <h2>Licence exceptions to look at</h2>
          <ul>
            {a.exceptions_detail.map((x: Json) => (
              <li>
                {x.word} <Paragraph cite={x.paragraph} /> {x.why}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {(a.obligations_detail ?? []).length ? (
        <section>
          <h2>To do</h2>
          <ul>
            {a.obligations_detail.map((x: Json) => (
              <li>
                {x.says} <Paragraph cite={x.cite} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h2>Every step</h2>
        <ol class="steps">
          {(a.trace ?? []).map((s: Json, i: number) => (
            <Step step={s} n={i} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Between(p: { a: Json }) {
  return (
    <section class="card">
      <h2>What changed between the days</h2>
      {(p.a.changed ?? []).length ? (
        <table>
          <tbody>
            {p.a.changed.map((c: Json) => (
              <tr>
                <th scope="row">{c.what}</th>
                <td>
                  <del>{JSON.stringify(c.was)}</del>
                </td>
                <td>
                  <ins>{JSON.stringify(c.is)}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>Nothing.</p>
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
      class="row"
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
      <button type="submit">Add party</button>
    </form>
  );
}

export function DeterminePage() {
  const place = usePlace();
  const day = asOf(place);
  const other = place.params.get('and') ?? '';
  const parties = list(place.params.get('party'));
  const facts = list(place.params.get('fact'));
  const known = new Map(facts.map((f) => [f.slice(0, f.indexOf('=')), f.slice(f.indexOf('=') + 1)] as const));
  const ask = parties.length > 0 || facts.length > 0;
  const answer = useLoad<Json>(
    async () =>
      ask ? post('/v1/determine/explained', { stated: facts, parties, as_of: day ?? today() }) : null,
    [place.params.get('party'), place.params.get('fact'), day],
  );
  const between = useLoad<Json>(
    async () =>
      ask && other && day
        ? post('/v1/determine/explained', { stated: facts, parties, as_of: day, and_as_of: other })
        : null,
    [place.params.get('party'), place.params.get('fact'), day, other],
  );
  const setFact = (path: string, v: string) => {
    const m = new Map(known);
    v ? m.set(path, v) : m.delete(path);
    setParams({ fact: [...m].map(([k, x]) => `${k}=${x}`).join('\n') });
  };
  return (
    <>
      <h1>May this go there?</h1>
      <section>
        <h2>Parties</h2>
        <ul class="chips">
          {parties.map((s) => (
            <li>
              <bdi>{s.split(':').join(' · ').replaceAll('_', ' ')}</bdi>{' '}
              <button
                type="button"
                class="quiet"
                aria-label={`Remove ${s}`}
                onClick={() => setParams({ party: parties.filter((x) => x !== s).join('\n') })}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        <PartyForm add={(s) => setParams({ party: [...parties, s].join('\n') })} />
      </section>
      <section>
        <h2>Item and way</h2>
        <div class="fields">
          {FACTS.map(([path, label, hint]) => (
            <label>
              {label}
              <input
                value={known.get(path) ?? ''}
                placeholder={hint}
                onChange={(e) => setFact(path, e.currentTarget.value.trim())}
              />
            </label>
          ))}
          {[...known].filter(([k]) => !FACTS.some(([f]) => f === k)).map(([k, v]) => (
            <label>
              {k}
              <input value={v} onChange={(e) => setFact(k, e.currentTarget.value.trim())} />
            </label>
          ))}
          <label>
            Compare with
            <input type="date" value={other} onChange={(e) => setParams({ and: e.currentTarget.value })} />
          </label>
        </div>
        {other && !day ? <p class="dim">Set the first day in the head of the page to compare.</p> : null}
      </section>
      <Trouble of={answer.error ?? between.error} />
      {between.value ? <Between a={between.value} /> : null}
      {answer.value ? <Answer a={answer.value} onAnswer={setFact} /> : null}
      {!ask ? <p class="dim">Add a party or a fact. Every step of the answer names its paragraph.</p> : null}
    </>
  );
}
