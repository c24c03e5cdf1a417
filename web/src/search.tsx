// Search as you type. At every key: listed names that begin so. After a pause: what a screening would
// find, and why. The button asks the question for real and keeps the answer.
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, type Json, post, query } from './api';
import { useKeys, useLoad, useRested } from './load';
import { asOf, entryPath, setParams, usePlace } from './route';
import { age, Citation, count, Legend, Marked, MARKS, Name } from './text';
import { Busy, Choose, Copy, Empty, Link, toneOf, Trouble, Word } from './ui';

const TYPES = [
  ['', 'any kind'],
  ['person', 'person'],
  ['org', 'organisation'],
  ['vessel', 'vessel'],
  ['aircraft', 'aircraft'],
];
const PAUSE_MS = 180;
const MOST_HITS = 100;
const TYPED_MOST = 400; // as the API takes them

// One reason, with the sign of its kind in front.
function Reason(p: { says: string }) {
  const kind = Object.keys(MARKS).find((k) => p.says.startsWith(k));
  const sign = kind
    ? MARKS[kind][1]
    : /agrees|^same identifier/.test(p.says)
      ? '✓'
      : /conflicts/.test(p.says)
        ? '≠'
        : /^only in/.test(p.says)
          ? '+'
          : '';
  return (
    <li class={kind ? MARKS[kind][0] : undefined}>
      {sign ? (
        <span class="sign" aria-hidden="true">
          {sign}
        </span>
      ) : null}
      <Name>{p.says}</Name>
    </li>
  );
}

export function Reasons(p: { of?: string[] }) {
  return (
    <ul class="reasons">
      {(p.of ?? []).map((w) => (
        <Reason says={w} />
      ))}
    </ul>
  );
}

// How a listing stands to the day asked about: "in_force" needs no word.
function Presence(p: { of?: string; day: string }) {
  if (p.of === 'later') return <span class="badge dim">not yet listed on {p.day}</span>;
  if (p.of === 'unknown') return <span class="badge dim">not certain whether listed on {p.day}</span>;
  return null;
}

// A day of publication says "no later than".
function sinceWhen(h: Json): string {
  if (!h.from) return '';
  if (h.presence === 'later') return ` only from ${h.from}`;
  return ` since ${h.from}${h.from_is_publication ? ' or before' : ''}`;
}

function Others(p: { hit: Json; parties: Json[] }) {
  const party = p.parties.find((x) => x.party === p.hit.party);
  const others = (party?.listings ?? []).filter((l: Json) => l.entry !== p.hit.entry);
  if (!others.length) return null;
  return (
    <div class="dim small">
      The same party is on{' '}
      {others.map((l: Json, i: number) => (
        <>
          {i ? ', ' : ''}
          <Link to={entryPath(l.entry)}>
            {l.list}
            {sinceWhen(l)}
          </Link>
        </>
      ))}
    </div>
  );
}

// Their tool counts a score of 0 as nothing found: beside a hit of ours that is no approval.
function ofacSays(score: number): string {
  return score === 0 ? 'OFAC’s own search would not find it (0\u00a0of\u00a0100)' : `OFAC’s tool: ${score}`;
}

export function Score(p: { score: number; ofac?: number }) {
  return (
    <span class="score" title="How much the names resemble each other. It says nothing about the law.">
      <svg viewBox="0 0 48 6" width="48" height="6" aria-hidden="true">
        <rect width="48" height="6" class="track" />
        <rect width={48 * Math.max(0, Math.min(1, p.score))} height="6" class="fill-score" />
      </svg>{' '}
      {p.score.toFixed(2)}
      {p.ofac == null ? null : <span class="dim small"> {ofacSays(p.ofac)}</span>}
    </span>
  );
}

function HitRow(p: { hit: Json; parties: Json[]; day: string; recorded: boolean; chosen: boolean }) {
  const h = p.hit;
  return (
    <li class={p.chosen ? 'hit chosen' : 'hit'}>
      <div class="hit-name">
        <Link to={entryPath(h.entry)}>
          <Marked text={h.name ?? h.primary ?? h.entry} marks={h.marks} />
        </Link>
        <span class="badge" title={h.effect?.name}>
          {h.list}
        </span>
        <Presence of={h.presence} day={p.day} />
        {h.name_kind === 'weak' ? <span class="badge">weak alias</span> : null}
        {(h.countries ?? []).slice(0, 8).map((c: string) => (
          <span class="country">{c}</span>
        ))}
      </div>
      {h.primary && h.primary !== h.name ? (
        <div class="dim small">
          listed as <Name>{h.primary}</Name>
        </div>
      ) : null}
      <Reasons of={h.why} />
      {h.effect ? (
        <div class="meaning-line small">
          <b>{h.effect.name}</b>
          {sinceWhen(h)}
          {h.policy ? ` · ${h.policy.replace(/\.\s*$/, '')}` : ''}
          {h.citation ? (
            <>
              {' · '}
              <Citation text={h.citation.split(/[;,]/)[0]} />
            </>
          ) : null}
        </div>
      ) : null}
      <Others hit={h} parties={p.parties} />
      <div class="hit-side">
        {p.recorded && h.presence !== 'later' ? <Word of={h.verdict} /> : null}
        <Score score={h.score} ofac={h.ofac_score} />
      </div>
    </li>
  );
}

export function sentence(a: Json): string {
  const lists = (a.lists ?? []).map((l: Json) => `${l.id} ${l.list_date || 'undated'} sha256:${l.sha256?.slice(0, 12)}`);
  return `Screened "${a.query.name}" as of ${a.as_of} against ${lists.join(', ')}: ${a.verdict}. Decision ${a.decision_id}. ${a.engine}.`;
}

// One row a party: lists that repeat each other are one alarm.
function once(answer: Json): Json[] {
  const seen = new Set<string>();
  return (answer?.hits ?? []).filter((h: Json) => {
    const id = h.party ?? h.entry;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

// Why finding nothing would prove nothing: what the remedy says beside that candidates are no answer.
function whyUnsure(answer: Json): string {
  return (answer?.remedy ?? '').replace(/^candidates only: [^;]*(; )?/, '');
}

function Narrow(p: { hits: Json[]; list: string; on: (v: string) => void }) {
  const n = new Map<string, number>();
  for (const h of p.hits) n.set(h.list, (n.get(h.list) ?? 0) + 1);
  if (p.hits.length < 4 || n.size < 2) return null;
  return (
    <Choose
      label="List"
      name="list"
      value={p.list}
      on={p.on}
      of={[{ value: '', label: 'all', n: p.hits.length }, ...[...n].map(([v, k]) => ({ value: v, label: v, n: k }))]}
    />
  );
}

// docs/answers.md
const TO_DO: Record<string, string> = {
  MATCH: 'Name and another fact agree. Read what the listing means before anything moves.',
  POSSIBLE_MATCH: 'A listed name resembles this one. Do not ship until somebody has compared address, registration, date of birth.',
  NO_MATCH: 'Every required list was whole and fresh, and nothing on it resembles this name.',
  NOT_SCREENED: 'It could not be looked for, or not completely. That is no answer.',
};

function toDo(d: Json): string {
  const hits: Json[] = d.hits ?? [];
  if (d.verdict === 'NOT_SCREENED' && hits.length && hits.every((h) => h.presence === 'later'))
    return `What resembles this name was listed only after ${d.as_of}: neither a match nor its absence.`;
  return TO_DO[d.verdict];
}

function Verdict(p: { decision: Json }) {
  const d = p.decision;
  return (
    <section class={`card verdict ${toneOf(d.verdict)}`} aria-live="polite">
      <h2>
        <Word of={d.verdict} cap /> <Name>{d.query.name}</Name>
      </h2>
      <p>
        {toDo(d)}
        {d.verdict === 'POSSIBLE_MATCH' || d.verdict === 'MATCH' ? (
          <>
            {' '}
            <Link to={`/decisions/${d.decision_id}`}>See what agrees and what does not</Link>
          </>
        ) : null}
      </p>
      {d.remedy ? <p>{d.remedy}</p> : null}
      <p class="dim">
        Kept as <Link to={`/decisions/${d.decision_id}`}>{d.decision_id}</Link>{' '}
        <Copy text={sentence(d)} label="Copy as a sentence" />
      </p>
    </section>
  );
}

function Begins(p: { names: Json[]; chosen: number; looking: boolean }) {
  if (!p.names.length)
    return p.looking ? <p class="dim">No listed name begins so. Looking for names that resemble it …</p> : null;
  return (
    <>
      <p class="dim small">Listed names that begin so</p>
      <ul class="hits begins" aria-label="Names that begin so">
        {p.names.map((n, i) => (
          <li class={i === p.chosen ? 'hit chosen' : 'hit'}>
            <div class="hit-name">
              <Link to={entryPath(n.entry)}>
                <Name>{n.name}</Name>
              </Link>
              <span class="badge">{n.list}</span>
              {n.name_kind && n.name_kind !== 'primary' ? <span class="dim small">{n.name_kind}</span> : null}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Nearest(p: { of: Json[] }) {
  if (!p.of.length) return null;
  return (
    <details>
      <summary>Nearest of what is not shown, and why it is not</summary>
      <ul class="nearest">
        {p.of.map((r) => (
          <li>
            <Name>{r.name}</Name> <span class="badge">{r.list}</span> <span class="dim">{r.score?.toFixed?.(2)}</span>
            <Reasons of={r.why} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Lists(p: { of: Json[] }) {
  return (
    <>
      {p.of.map((l: Json, i: number) => (
        <>
          {i ? ', ' : ''}
          <Link to="/lists">{l.id}</Link> <span class="dim">({count(l.entries)} entries, {age(l.age_seconds)} old)</span>
        </>
      ))}
    </>
  );
}

// What a question would be asked of; samples are good to try with, and for nothing else.
function AskedOf(p: { lists: Json[] }) {
  const whole = p.lists.filter((l) => !l.sample);
  const samples = p.lists.filter((l) => l.sample);
  return (
    <>
      {whole.length ? (
        <p class="small">
          Asked of <Lists of={whole} />
        </p>
      ) : null}
      {samples.length ? (
        <p class="small">
          {whole.length ? 'And of a sample: ' : 'There is only a sample here, to try things with: '}
          <Lists of={samples} />. What is not on it may well be listed; <Link to="/lists">import the whole list</Link>.
        </p>
      ) : null}
    </>
  );
}

function NoLists() {
  return (
    <Empty title="There is no list here yet, so no name can be found.">
      <p>
        <Link to="/lists">Import a list</Link>
      </p>
    </Empty>
  );
}

function Welcome() {
  const try_ = (q: string) => setParams({ q });
  const answer = useLoad<Json>((s) => get('/v1/lists', s), []);
  const lists: Json[] = (answer.value?.lists ?? []).filter((l: Json) => l.state !== 'missing');
  if (answer.value && !lists.length) return <NoLists />;
  return (
    <Empty title="Type a name: a customer, a bank, a ship, in any script.">
      <p>
        Names that begin so appear at every key; after a pause, whatever resembles it, with the letters that agree marked and
        the reason in words. <b>Screen</b> asks the question for real and keeps the answer with the lists it was asked of.
      </p>
      <p>
        For instance{' '}
        {['Positiv Technologies', 'Сбербанк', 'Huawei'].map((q) => (
          <>
            <button type="button" class="quiet" onClick={() => try_(q)}>
              {q}
            </button>{' '}
          </>
        ))}
      </p>
      <Legend />
      <AskedOf lists={lists} />
      <p class="dim small">
        Keys: <kbd>/</kbd> to the box, <kbd>Enter</kbd> screen, then <kbd>j</kbd> <kbd>k</kbd> move and <kbd>Enter</kbd> open;{' '}
        <kbd>?</kbd> all keys.
      </p>
    </Empty>
  );
}

function useText(asked: string) {
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(asked);
  useEffect(() => {
    box.current?.focus();
    const back = () => setText(new URLSearchParams(location.search).get('q') ?? '');
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  // The address follows the box while somebody types, and the box the address otherwise: both at once
  // would lose letters of quick fingers.
  useEffect(() => {
    if (document.activeElement !== box.current) setText(asked);
  }, [asked]);
  return { box, text, setText };
}

export function SearchPage() {
  const place = usePlace();
  const asked = place.params.get('q') ?? '';
  const type = place.params.get('type') ?? '';
  const country = place.params.get('country') ?? '';
  const list = place.params.get('list') ?? '';
  const day = asOf(place);
  const { box, text, setText } = useText(asked);
  const [decision, setDecision] = useState<Json | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [at, setAt] = useState(0);
  const question = JSON.stringify([asked, type, country, day]);
  const rested = useRested(question, PAUSE_MS);
  useEffect(() => {
    setDecision(null);
    setError(null);
    setAt(0);
  }, [question]);

  const begins = useLoad<Json>(
    async (s) => (asked.trim() ? get('/v1/complete' + query({ q: asked.slice(0, TYPED_MOST), as_of: day, limit: '8' }), s) : null),
    [asked, day],
  );
  const found = useLoad<Json>(
    async (s) => {
      const [q, t, c, d] = JSON.parse(rested);
      if (!q.trim()) return null;
      return { for: rested, ...(await get('/v1/search' + query({ q: q.slice(0, TYPED_MOST), type: t, country: c, as_of: d }), s)) };
    },
    [rested],
  );
  const answer = decision ?? (found.value?.for === question ? found.value : null);
  const all = once(answer);
  const unsure = whyUnsure(answer);
  const hits = all.filter((h) => !list || h.list === list);
  const shownAlready = new Set<string>(
    all.map((h) => h.entry).concat((answer?.listed_parties ?? []).flatMap((x: Json) => x.listings.map((l: Json) => l.entry))),
  );
  const names: Json[] = (begins.value?.names ?? []).filter((n: Json) => !shownAlready.has(n.entry));

  const screen = async () => {
    setError(null);
    try {
      setDecision(
        await post('/v1/screen', {
          name: asked,
          ...(type ? { type } : {}),
          ...(country ? { country } : {}),
          ...(day ? { as_of: day } : {}),
        }),
      );
    } catch (e) {
      setError(e);
    }
  };
  const rows = Math.min(hits.length, MOST_HITS) + names.length;
  useKeys(
    {
      j: () => setAt((i) => Math.min(i + 1, rows - 1)),
      k: () => setAt((i) => Math.max(i - 1, 0)),
      Enter: () => document.querySelector<HTMLAnchorElement>('.hit.chosen a')?.click(),
    },
    [rows],
  );

  return (
    <>
      <h1 class="only-heard">Search the lists</h1>
      <form
        class="search"
        role="search"
        onSubmit={(e) => {
          e.preventDefault();
          screen();
        }}
      >
        <input
          type="search"
          aria-label="Name"
          placeholder="Name of a person, company, vessel or aircraft, in any script"
          dir="auto"
          ref={box}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(e) => {
            setText(e.currentTarget.value);
            setParams({ q: e.currentTarget.value, list: undefined });
          }}
        />
        <select aria-label="Kind" value={type} onChange={(e) => setParams({ type: e.currentTarget.value })}>
          {TYPES.map(([v, label]) => (
            <option value={v}>{label}</option>
          ))}
        </select>
        <input
          class="narrow"
          aria-label="Country"
          placeholder="Country"
          value={country}
          onChange={(e) => setParams({ country: e.currentTarget.value })}
        />
        <button type="submit" disabled={!asked.trim()}>
          Screen
        </button>
      </form>
      {asked.length > TYPED_MOST ? (
        <p class="warn-text">While you type, only the first {TYPED_MOST} characters are looked for. Screen takes them all, or says why not.</p>
      ) : null}
      <Trouble of={error ?? found.error ?? begins.error} />
      {decision ? <Verdict decision={decision} /> : null}
      {!asked.trim() ? <Welcome /> : null}
      {asked.trim() && !answer && !begins.value && !begins.error ? <Busy when /> : null}
      {answer ? (
        <>
          <div class="above-hits">
            <p class="dim small">
              {all.length ? `${all.length} ${all.length === 1 ? 'party resembles' : 'parties resemble'} this name` : ''}
            </p>
            <Narrow hits={all} list={list} on={(v) => setParams({ list: v })} />
          </div>
          <ul class="hits" aria-label="Candidates">
            {hits.slice(0, MOST_HITS).map((h, i) => (
              <HitRow hit={h} parties={answer.listed_parties ?? []} day={answer.as_of} recorded={!!decision} chosen={i === at} />
            ))}
          </ul>
          {hits.length > MOST_HITS ? <p class="dim">The first {MOST_HITS} of {hits.length}. A country or kind narrows it.</p> : null}
          {all.length ? <Legend /> : null}
          {!all.length && !decision && unsure ? (
            <div class="card verdict warn">
              <h2>
                <Word of="NOT_SCREENED">Not found, which proves nothing</Word>
              </h2>
              <p>
                <Name>{unsure}</Name>
              </p>
            </div>
          ) : null}
          {!all.length && !decision && !unsure ? (
            <Empty title="Nothing on the lists resembles this name enough to be asked about.">
              <p>
                That is no clearance yet: press Screen to ask, and to keep the answer with its lists and its day.
                {names.length ? ' The listed names below begin with what you typed; more of the name tells.' : ''}
              </p>
            </Empty>
          ) : null}
        </>
      ) : null}
      {asked.trim() && begins.value ? (
        <Begins names={names} chosen={at - Math.min(hits.length, MOST_HITS)} looking={!answer} />
      ) : null}
      {answer ? <Nearest of={answer.rejected ?? []} /> : null}
    </>
  );
}
