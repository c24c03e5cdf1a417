// Lists: how old each is, what a person must look at, and what changed.
import { useState } from 'preact/hooks';
import { get, getText, type Json, post, query } from './api';
import { entryPath, setParams, today, usePlace } from './route';
import { age, Busy, Citation, count, Link, Trouble, useLoad, Word, words } from './ui';

function Judge(p: { list: Json; done: () => void }) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const judge = async (outcome: string) => {
    try {
      await post(`/v1/lists/${p.list.id}/judgement`, { outcome, reason });
      p.done();
    } catch (e) {
      setError(e);
    }
  };
  return (
    <div class="card">
      <h3>
        {p.list.id}: an edition is held back
      </h3>
      <p>{p.list.why ?? 'It differs from the edition before more than the policy allows.'}</p>
      <label>
        Reason, for the log
        <input value={reason} onInput={(e) => setReason(e.currentTarget.value)} />
      </label>
      <p class="buttons">
        <button type="button" disabled={!reason.trim()} onClick={() => judge('approve')}>
          It is true: put it in force
        </button>
        <button type="button" class="quiet" disabled={!reason.trim()} onClick={() => judge('reject')}>
          It is not: keep the edition before
        </button>
      </p>
      <Trouble of={error} />
    </div>
  );
}

function Status(p: { lists: Json[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Lists">
      <table>
        <thead>
          <tr>
            <th scope="col">List</th>
            <th scope="col">State</th>
            <th scope="col">Of</th>
            <th scope="col">Age</th>
            <th scope="col">Entries</th>
            <th scope="col">Names</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {p.lists.map((l) => (
            <tr>
              <th scope="row">{l.id}</th>
              <td>
                <Word of={l.state} />
              </td>
              <td>{l.list_date || 'undated'}</td>
              <td>
                <Age list={l} />
              </td>
              <td class="number">{count(l.entries)}</td>
              <td class="number">{count(l.names)}</td>
              <td class="dim">
                <code>{l.sha256?.slice(0, 12)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// A bar that fills as the list ages; words beside it.
function Age(p: { list: Json }) {
  const { age_seconds: a, max_age_seconds: max } = p.list;
  const part = a == null || !max ? 1 : Math.min(1, a / max);
  return (
    <span class="age">
      <svg viewBox="0 0 40 8" width="40" height="8" aria-hidden="true">
        <rect width="40" height="8" class="track" />
        <rect width={40 * part} height="8" class={part < 0.75 ? 'fill-good' : part < 1 ? 'fill-warn' : 'fill-bad'} />
      </svg>{' '}
      {age(a)} <span class="dim">of {age(max)}</span>
    </span>
  );
}

// ---- what changed ----

interface Month {
  month: string;
  added: number;
  modified: number;
  removed: number;
}

function byMonth(events: Json[]): Month[] {
  const months = new Map<string, Month>();
  for (const e of events) {
    const m = (e.published_from || e.list_date || '').slice(0, 7);
    const row = months.get(m) ?? { month: m, added: 0, modified: 0, removed: 0 };
    if (e.what in row) (row as any)[e.what]++;
    months.set(m, row);
  }
  return [...months.values()].sort((a, b) => a.month.localeCompare(b.month));
}

function Churn(p: { months: Month[] }) {
  const max = Math.max(1, ...p.months.map((m) => Math.max(m.added + m.modified, m.removed)));
  const w = 860 / Math.max(12, p.months.length);
  return (
    <figure>
      <svg class="churn" viewBox="0 0 900 160" role="img" aria-label="Added and changed above the line, removed below, by month; the table says the same">
        <line x1="20" x2="890" y1="100" y2="100" class="axis" />
        {p.months.map((m, i) => {
          const x = 25 + i * w;
          const up = (90 * m.added) / max;
          const more = (90 * m.modified) / max;
          return (
            <g>
              <title>{`${m.month}: ${m.added} added, ${m.modified} changed, ${m.removed} removed`}</title>
              <rect x={x} y={100 - up} width={w * 0.8} height={up} class="fill-bad" />
              <rect x={x} y={100 - up - more} width={w * 0.8} height={more} class="fill-warn" />
              <rect x={x} y="100" width={w * 0.8} height={(50 * m.removed) / max} class="fill-good" />
            </g>
          );
        })}
        {p.months.length ? (
          <>
            <text x="25" y="158">
              {p.months[0].month}
            </text>
            <text x="890" y="158" text-anchor="end">
              {p.months[p.months.length - 1].month}
            </text>
          </>
        ) : null}
      </svg>
      <figcaption>
        <span class="word bad">added</span> <span class="word warn">changed</span> <span class="word good">removed</span>
      </figcaption>
    </figure>
  );
}

function Changes() {
  const place = usePlace();
  const yearAgo = new Date(Date.now() - 365 * 86400e3).toISOString().slice(0, 10);
  const since = place.params.get('since') ?? yearAgo;
  const events = useLoad<Json[]>(
    async () =>
      (await getText('/v1/lists/changes' + query({ since })))
        .split('\n')
        .filter(Boolean)
        .map((l) => JSON.parse(l)),
    [since],
  );
  const all = events.value ?? [];
  const months = byMonth(all);
  return (
    <section>
      <h2>What changed</h2>
      <label>
        since{' '}
        <input type="date" max={today()} value={since} onChange={(e) => setParams({ since: e.currentTarget.value })} />
      </label>
      <Trouble of={events.error} />
      <Busy when={events.busy && !events.value} />
      {events.value && !all.length ? (
        <p class="dim">Nothing that is known here. What the oldest edition of a list held is no change.</p>
      ) : null}
      {all.length ? (
        <>
          <Churn months={months} />
          <div class="scroll" tabIndex={0} role="region" aria-label="Changes">
            <table>
              <thead>
                <tr>
                  <th scope="col">Day</th>
                  <th scope="col">What</th>
                  <th scope="col">List</th>
                  <th scope="col">Party</th>
                  <th scope="col">Notice</th>
                </tr>
              </thead>
              <tbody>
                {all
                  .slice(-200)
                  .reverse()
                  .map((e) => (
                    <tr>
                      <td>{e.list_date}</td>
                      <td>{words(e.what)}</td>
                      <td>{e.list}</td>
                      <td>
                        <Link to={entryPath(e.entry)}>
                          <bdi>{e.name}</bdi>
                        </Link>
                      </td>
                      <td>
                        <Citation text={e.citation} />
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
          {all.length > 200 ? <p class="dim">The newest 200 of {count(all.length)}.</p> : null}
        </>
      ) : null}
    </section>
  );
}

// ---- two editions beside each other ----

function Diff(p: { lists: Json[] }) {
  const place = usePlace();
  const [source, setSource] = useState(place.params.get('source') ?? p.lists[0]?.id ?? '');
  const [a, setA] = useState(place.params.get('a') ?? '');
  const [b, setB] = useState(place.params.get('b') ?? '');
  const asked = place.params.get('a') && place.params.get('b') ? place.params.toString() : '';
  const diff = useLoad<Json>(
    async (s) =>
      asked
        ? get(`/v1/lists/${place.params.get('source')}/diff` + query({ a: place.params.get('a')!, b: place.params.get('b')! }), s)
        : null,
    [asked],
  );
  return (
    <section>
      <h2>Two days beside each other</h2>
      <form
        class="row"
        onSubmit={(e) => {
          e.preventDefault();
          setParams({ source, a, b }, false);
        }}
      >
        <select aria-label="List" value={source} onChange={(e) => setSource(e.currentTarget.value)}>
          {p.lists.map((l) => (
            <option value={l.id}>{l.id}</option>
          ))}
        </select>
        <label>
          from <input required placeholder="YYYY-MM-DD" value={a} onInput={(e) => setA(e.currentTarget.value)} />
        </label>
        <label>
          to <input required placeholder="YYYY-MM-DD" value={b} onInput={(e) => setB(e.currentTarget.value)} />
        </label>
        <button type="submit">Compare</button>
      </form>
      <Trouble of={diff.error} />
      {diff.value ? (
        <>
          <p>
            {count(diff.value.added)} added, {count(diff.value.modified)} changed, {count(diff.value.removed)} removed,{' '}
            {count(diff.value.unchanged)} the same.
          </p>
          {(diff.value.groups ?? []).slice(0, 100).map((g: Json) => (
            <section class="diff">
              <h3>{g.citation ? <Citation text={g.citation} /> : 'Without a notice'}</h3>
              {g.entries.slice(0, 200).map((e: Json) => (
                <div class={`diff-entry ${e.what}`}>
                  <span aria-hidden="true">{e.what === 'added' ? '+' : e.what === 'removed' ? '−' : '±'}</span>{' '}
                  <span class="only-heard">{e.what}</span>
                  <Link to={entryPath(e.entry)}>
                    <bdi>{e.name}</bdi>
                  </Link>{' '}
                  <span class="badge">{e.list}</span>
                  {(e.changes ?? []).map((c: Json) => (
                    <div class="change">
                      {c.field}: {c.was ? <del>{JSON.stringify(c.was)}</del> : null}{' '}
                      {c.is ? <ins>{JSON.stringify(c.is)}</ins> : null}
                    </div>
                  ))}
                </div>
              ))}
            </section>
          ))}
        </>
      ) : null}
    </section>
  );
}

export function ListsPage() {
  const status = useLoad<Json>((s) => get('/v1/lists', s), []);
  const lists: Json[] = status.value?.lists ?? [];
  return (
    <>
      <h1>Lists</h1>
      <Trouble of={status.error} />
      <Busy when={status.busy && !status.value} />
      {status.value && !lists.length ? (
        <p>
          No list yet. Import one: <code>licet lists import consolidated.csv</code>
        </p>
      ) : null}
      {(status.value?.alarms ?? []).map((a: string) => (
        <div class="trouble" role="alert">
          {a}
        </div>
      ))}
      {lists
        .filter((l) => l.state === 'quarantined' || l.quarantined)
        .map((l) => (
          <Judge list={l} done={status.again} />
        ))}
      {lists.length ? (
        <>
          <Status lists={lists} />
          <Changes />
          <Diff lists={lists} />
        </>
      ) : null}
    </>
  );
}
