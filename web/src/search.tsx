// Search as you type: candidates only. The button asks the question for real and keeps the answer.
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, type Json, post, query } from './api';
import { asOf, entryPath, setParams, usePlace } from './route';
import { Copy, Link, Marked, Trouble, useKeys, useLoad, Word } from './ui';

const TYPES = [
  ['', 'any kind'],
  ['person', 'person'],
  ['org', 'organisation'],
  ['vessel', 'vessel'],
  ['aircraft', 'aircraft'],
];

function Listings(p: { hit: Json; parties: Json[] }) {
  const party = p.parties.find((x) => x.party === p.hit.party);
  const others = (party?.listings ?? []).filter((l: Json) => l.entry !== p.hit.entry);
  if (!others.length) return null;
  return (
    <div class="dim">
      also{' '}
      {others.map((l: Json, i: number) => (
        <>
          {i ? ', ' : ''}
          <Link to={entryPath(l.entry)}>
            {l.list} {l.from ? `(${l.from})` : ''}
          </Link>
        </>
      ))}
    </div>
  );
}

function HitRow(p: { hit: Json; parties: Json[]; recorded: boolean; chosen: boolean }) {
  const h = p.hit;
  return (
    <li class={p.chosen ? 'hit chosen' : 'hit'}>
      <div class="hit-name">
        <Link to={entryPath(h.entry)}>
          <Marked text={h.name ?? h.primary ?? h.entry} marks={h.marks} />
        </Link>
        <span class="badge">{h.list}</span>
        {h.name_kind === 'weak' ? <span class="badge">weak alias</span> : null}
        {(h.countries ?? []).map((c: string) => (
          <span class="country">{c}</span>
        ))}
      </div>
      {h.primary && h.primary !== h.name ? (
        <div class="dim">
          listed as <bdi>{h.primary}</bdi>
        </div>
      ) : null}
      <div>{(h.why ?? []).join(' · ')}</div>
      <Listings hit={h} parties={p.parties} />
      <div class="hit-side">
        {p.recorded ? <Word of={h.verdict} /> : null}
        <span class="score" title="resemblance; OFAC's own tool would say the second number">
          {h.score.toFixed(2)} <span class="dim">/ {h.ofac_score ?? '–'}</span>
        </span>
      </div>
    </li>
  );
}

function sentence(a: Json): string {
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

export function SearchPage() {
  const place = usePlace();
  const asked = place.params.get('q') ?? '';
  const type = place.params.get('type') ?? '';
  const country = place.params.get('country') ?? '';
  const day = asOf(place);
  const [text, setText] = useState(asked);
  const back = () => setText(new URLSearchParams(location.search).get('q') ?? '');
  useEffect(() => {
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const [decision, setDecision] = useState<Json | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  // The address follows the box while somebody types, and the box the address otherwise: both at once
  // would lose letters of quick fingers.
  useEffect(() => {
    if (document.activeElement !== box.current) setText(asked);
  }, [asked]);
  useEffect(() => {
    setDecision(null);
    setError(null);
    setAt(0);
  }, [asked, type, country, day]);

  const found = useLoad<Json>(
    async (signal) =>
      asked.trim() ? get('/v1/search' + query({ q: asked, type, country, as_of: day }), signal) : null,
    [asked, type, country, day],
  );
  const answer = decision ?? found.value;
  const hits = once(answer);

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
  useKeys(
    {
      j: () => setAt((i) => Math.min(i + 1, hits.length - 1)),
      k: () => setAt((i) => Math.max(i - 1, 0)),
      Enter: () => document.querySelector<HTMLAnchorElement>('.hit.chosen a')?.click(),
    },
    [hits.length],
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
            setParams({ q: e.currentTarget.value });
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
      <Trouble of={error ?? found.error} />
      {decision ? (
        <section class="card" aria-live="polite">
          <h2>
            <Word of={decision.verdict} /> <bdi>{decision.query.name}</bdi>
          </h2>
          {decision.remedy ? <p>{decision.remedy}</p> : null}
          <p class="dim">
            Kept as <Link to={`/decisions/${decision.decision_id}`}>{decision.decision_id}</Link>{' '}
            <Copy text={sentence(decision)} label="Copy as a sentence" />
          </p>
        </section>
      ) : null}
      {asked.trim() ? (
        <>
          <ul class="hits" aria-label="Candidates">
            {hits.map((h, i) => (
              <HitRow hit={h} parties={answer.listed_parties ?? []} recorded={!!decision} chosen={i === at} />
            ))}
          </ul>
          {answer && !hits.length && !found.busy ? (
            <p class="dim">
              Nothing on the lists resembles this enough to be shown. That is no clearance: press Screen to ask, and to
              keep the answer.
            </p>
          ) : null}
          {(answer?.rejected ?? []).length ? (
            <details>
              <summary>Nearest of what is not shown</summary>
              <ul>
                {answer.rejected.map((r: Json) => (
                  <li>
                    <bdi>{r.name}</bdi> <span class="dim">{r.score?.toFixed?.(2)}</span> {(r.why ?? []).join(' · ')}
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
        </>
      ) : (
        <div class="empty">
          <p>Type a name. Candidates appear as you type; the letters that agree are marked:</p>
          <ul class="legend">
            <li>
              <mark class="exact">same words</mark>
            </li>
            <li>
              <mark class="sound">same sound</mark>
            </li>
            <li>
              <mark class="near">like letters</mark>
            </li>
            <li>
              <mark class="meaning">same meaning</mark>
            </li>
          </ul>
          <p class="dim">
            Keys: <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open.
          </p>
        </div>
      )}
    </>
  );
}
