// Decisions as they were recorded, and computed again.
import { useState } from 'preact/hooks';
import { get, type Json, post, query } from './api';
import { entryPath, setParams, usePlace } from './route';
import { Busy, Link, Marked, Trouble, useLoad, Word, words } from './ui';

const KINDS = ['decision', 'resolution', 'rescreen', 'book', 'list', 'note'];

function about(r: Json): string {
  return (
    r.query?.name ??
    r.order?.order_id ??
    (r.parties ?? []).map((p: Json) => p.name).join(', ') ??
    r.party ??
    r.about ??
    ''
  );
}

export function DecisionsPage() {
  const place = usePlace();
  const kind = place.params.get('kind') ?? 'decision';
  const before = place.params.get('before') ?? undefined;
  const page = useLoad<Json>((s) => get('/v1/decisions' + query({ kind, before, limit: '50' }), s), [kind, before]);
  const [id, setId] = useState('');
  return (
    <>
      <h1>Decisions</h1>
      <form
        class="row"
        onSubmit={(e) => {
          e.preventDefault();
          location.assign(`/decisions/${encodeURIComponent(id.trim())}`);
        }}
      >
        <select aria-label="Kind" value={kind} onChange={(e) => setParams({ kind: e.currentTarget.value, before: undefined })}>
          {KINDS.map((k) => (
            <option value={k}>{k}s</option>
          ))}
        </select>
        <input aria-label="Decision id" placeholder="D-…" value={id} onInput={(e) => setId(e.currentTarget.value)} />
        <button type="submit" disabled={!id.trim()}>
          Open
        </button>
      </form>
      <Trouble of={page.error} />
      <Busy when={page.busy && !page.value} />
      {page.value && !page.value.items.length ? <p class="dim">None yet.</p> : null}
      <div class="scroll" tabIndex={0} role="region" aria-label="Decisions">
        <table>
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col">Time</th>
              <th scope="col">Id</th>
              <th scope="col">Answer</th>
              <th scope="col">About</th>
            </tr>
          </thead>
          <tbody>
            {(page.value?.items ?? []).map((i: Json) => (
              <tr>
                <td class="number">{i.sequence}</td>
                <td>{i.time.replace('T', ' ').slice(0, 16)}</td>
                <td>
                  <Link to={`/decisions/${i.id}`}>{i.id}</Link>
                </td>
                <td>
                  <Word of={i.record.disposition ?? i.record.verdict ?? i.record.outcome ?? i.record.kind} />
                </td>
                <td class="wide">
                  <bdi>{about(i.record)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page.value?.next_before ? (
        <button type="button" class="quiet" onClick={() => setParams({ before: String(page.value!.next_before) }, false)}>
          Older
        </button>
      ) : null}
    </>
  );
}

function Replay(p: { id: string }) {
  const [state, set] = useState<{ busy?: boolean; value?: Json; error?: unknown }>({});
  const run = async () => {
    set({ busy: true });
    try {
      set({ value: await post(`/v1/decisions/${p.id}/replay`) });
    } catch (error) {
      set({ error });
    }
  };
  return (
    <section>
      <button type="button" onClick={run} disabled={state.busy}>
        {state.busy ? 'Computing it again …' : 'Compute it again'}
      </button>
      <Trouble of={state.error} />
      {state.value ? (
        <div class="card" role="status">
          <Word of={state.value.same ? 'in_force' : 'STOP'}>
            {state.value.same ? 'the same bytes came out' : 'it came out differently'}
          </Word>
          <pre>{state.value.report}</pre>
        </div>
      ) : null}
    </section>
  );
}

export function DecisionPage(p: { id: string }) {
  const item = useLoad<Json>((s) => get(`/v1/decisions/${encodeURIComponent(p.id)}`, s), [p.id]);
  if (!item.value) return item.error ? <Trouble of={item.error} /> : <Busy when />;
  const r = item.value.record;
  const parties: Json[] = r.parties ?? (r.query ? [{ ...r.query, hits: r.hits, verdict: r.verdict }] : []);
  return (
    <article>
      <h1>{item.value.id}</h1>
      <p>
        <Word of={r.disposition ?? r.verdict ?? r.outcome ?? r.kind} /> number {item.value.sequence} of the log,{' '}
        {item.value.time.replace('T', ' ')}
        {r.as_of ? `, as of ${r.as_of}` : ''}
      </p>
      {r.reason ? <p>{r.reason}</p> : null}
      {r.note ? <p>{r.note}</p> : null}
      {parties.map((party) => (
        <section>
          <h3>
            <bdi>{party.name}</bdi> <span class="dim">{words(party.role ?? '')}</span> {party.verdict ? <Word of={party.verdict} /> : null}
          </h3>
          <ul class="hits">
            {(party.hits ?? []).map((h: Json) => (
              <li class="hit">
                <div class="hit-name">
                  <Link to={entryPath(h.entry)}>
                    <Marked text={h.name ?? h.entry} marks={h.marks} />
                  </Link>
                  <span class="badge">{h.list}</span>
                </div>
                <div>{(h.why ?? []).join(' · ')}</div>
                <div class="hit-side">
                  <Word of={h.verdict} />
                  <span class="score">{h.score?.toFixed?.(2)}</span>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {item.value.id.startsWith('D-') ? <Replay id={item.value.id} /> : null}
      <details>
        <summary>The record, as it is kept</summary>
        <pre>{JSON.stringify(r, null, 2)}</pre>
      </details>
    </article>
  );
}
