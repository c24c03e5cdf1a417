// Orders: a table dropped here, its columns confirmed, its rows decided, the same table back.
import { useEffect, useRef, useState } from 'preact/hooks';
import { download, get, getText, type Json, post, upload } from './api';
import { asOf, go, usePlace } from './route';
import { Busy, count, Link, Parts, Trouble, useLoad, Word } from './ui';

export function OrdersPage() {
  const [error, setError] = useState<unknown>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const all = useLoad<Json>((s) => get('/v1/batches', s), []);
  const take = async (file?: File) => {
    if (!file) return;
    setBusy(true);
    setError(null);
    try {
      const b = await upload(`/v1/batches?name=${encodeURIComponent(file.name)}`, file);
      go(`/orders/${b.id}`);
    } catch (e) {
      setError(e);
    }
    setBusy(false);
  };
  return (
    <>
      <h1>Orders</h1>
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
          take(e.dataTransfer?.files[0]);
        }}
      >
        <p>
          Drop a table of orders here: <b>.xlsx</b>, .csv, .tsv or .jsonl. Your columns come back with the answers beside
          them.
        </p>
        <button type="button" onClick={() => input.current?.click()} disabled={busy}>
          {busy ? 'Taking it in …' : 'Choose a file'}
        </button>
        <input
          ref={input}
          type="file"
          class="only-heard"
          tabIndex={-1}
          aria-label="Table of orders"
          accept=".xlsx,.xlsm,.csv,.tsv,.txt,.jsonl"
          onChange={(e) => take(e.currentTarget.files?.[0])}
        />
      </div>
      <Trouble of={error ?? all.error} />
      <h2>Earlier</h2>
      <Busy when={all.busy && !all.value} />
      {all.value && !all.value.batches.length ? <p class="dim">None yet.</p> : null}
      <div class="scroll">
        <table>
          <tbody>
            {(all.value?.batches ?? []).map((b: Json) => (
              <tr>
                <td>
                  <Link to={`/orders/${b.id}`}>
                    <bdi>{b.name}</bdi>
                  </Link>
                </td>
                <td>{new Date(b.made * 1000).toISOString().slice(0, 16).replace('T', ' ')}</td>
                <td>{b.state.replaceAll('_', ' ')}</td>
                <td>{b.summary?.sentence ?? b.problem?.message ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

// ---- columns ----

function Mapping(p: { batch: Json; onRun: () => void }) {
  const day = asOf(usePlace());
  const [maps, setMaps] = useState<Record<string, string>>({});
  const [error, setError] = useState<unknown>(null);
  const asList = () => Object.entries(maps).map(([h, c]) => `${h}=${c}`);
  const look = useLoad<Json>(() => post(`/v1/batches/${p.batch.id}/preview`, { maps: asList() }), [
    p.batch.id,
    JSON.stringify(maps),
  ]);
  const run = async () => {
    try {
      await post(`/v1/batches/${p.batch.id}/run`, { maps: asList(), ...(day ? { as_of: day } : {}) });
      p.onRun();
    } catch (e) {
      setError(e);
    }
  };
  const v = look.value;
  return (
    <>
      <Trouble of={error ?? look.error} />
      <Busy when={look.busy && !v} />
      {v ? (
        <>
          <p>
            This is how the columns are read. Correct what is wrong; it is remembered for tables with the same header.
            {v.mapping.workbook ? ` Sheet ${v.mapping.workbook.sheet}.` : ''}
          </p>
          <div class="scroll" tabIndex={0} role="region" aria-label="Columns and first rows">
            <table class="preview">
              <thead>
                <tr>
                  {v.mapping.columns.map((c: Json) => (
                    <th scope="col">
                      <bdi>{c.header}</bdi>
                      <select
                        aria-label={`What ${c.header} is`}
                        class={c.column ? '' : 'unread'}
                        value={c.column ?? ''}
                        onChange={(e) => setMaps({ ...maps, [c.header]: e.currentTarget.value })}
                      >
                        <option value="" disabled>
                          not read
                        </option>
                        {c.column && !v.canonical.includes(c.column) ? <option value={c.column}>{c.column}</option> : null}
                        {v.canonical.map((n: string) => (
                          <option value={n}>{n.replaceAll('_', ' ')}</option>
                        ))}
                      </select>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {v.rows.slice(0, 8).map((r: Json) => (
                  <tr class={r.problem ? 'bad-row' : ''}>
                    {r.fields.map((f: string) => (
                      <td>
                        <bdi>{f}</bdi>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {v.mapping.unread_party_like?.length ? (
            <p class="warn-text">
              Not read, but it may name a party: {v.mapping.unread_party_like.join(', ')}. Such rows are held.
            </p>
          ) : null}
          <button type="button" onClick={run} autofocus>
            Check these orders
          </button>
        </>
      ) : null}
    </>
  );
}

// ---- results ----

const SHOWN = 500;

function Results(p: { batch: Json }) {
  const place = usePlace();
  const [want, setWant] = useState(place.params.get('show') ?? '');
  const rows = useLoad<Json[]>(
    async () =>
      (await getText(`/v1/batches/${p.batch.id}/files/rows.jsonl`))
        .split('\n')
        .filter(Boolean)
        .map((l) => JSON.parse(l)),
    [p.batch.id],
  );
  const s = p.batch.summary;
  const shown = (rows.value ?? []).filter((r) => !want || r.answer.disposition === want);
  return (
    <>
      <p class="card">{s.sentence}</p>
      <Parts
        label="Rows by what to do with them"
        of={[
          { name: 'Stop', n: s.stop, tone: 'bad' },
          { name: 'Hold', n: s.hold, tone: 'warn' },
          { name: 'Release', n: s.release, tone: 'good' },
        ]}
      />
      <p class="buttons">
        {p.batch.files
          .filter((f: string) => f !== 'rows.jsonl')
          .map((f: string) => (
            <button type="button" onClick={() => download(`/v1/batches/${p.batch.id}/files/${f}`, f)}>
              Download {f}
            </button>
          ))}
      </p>
      <Trouble of={rows.error} />
      <fieldset class="filters">
        <legend class="only-heard">Show</legend>
        {['', 'STOP', 'HOLD', 'RELEASE'].map((w) => (
          <label>
            <input type="radio" name="show" checked={want === w} onChange={() => setWant(w)} />
            {w ? <Word of={w} /> : 'all'}
          </label>
        ))}
      </fieldset>
      <div class="scroll" tabIndex={0} role="region" aria-label="Answers">
        <table>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">To do</th>
              <th scope="col">Search</th>
              <th scope="col">Law</th>
              <th scope="col">Best hit</th>
              <th scope="col">Why</th>
              <th scope="col">Next step</th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, SHOWN).map((r) => (
              <tr>
                <td>{r.line}</td>
                <td>
                  <Word of={r.answer.disposition} />
                </td>
                <td>{r.answer.verdict?.replaceAll('_', ' ').toLowerCase()}</td>
                <td>{r.answer.status?.replaceAll('_', ' ').toLowerCase()}</td>
                <td>
                  <bdi>{r.answer.best_hit}</bdi> {r.answer.list} {r.answer.score}
                </td>
                <td class="wide">
                  <bdi>{r.answer.reason}</bdi>
                </td>
                <td class="wide">
                  <bdi>{r.answer.next_step}</bdi>{' '}
                  {r.answer.decision_id ? <Link to={`/decisions/${r.answer.decision_id}`}>decision</Link> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length > SHOWN ? (
        <p class="dim">
          The first {SHOWN} of {count(shown.length)}; all are in the download.
        </p>
      ) : null}
    </>
  );
}

export function BatchPage(p: { id: string }) {
  const state = useLoad<Json>((s) => get(`/v1/batches/${p.id}`, s), [p.id]);
  const b = state.value;
  const running = b && (b.state === 'queued' || b.state === 'running');
  useEffect(() => {
    if (!running) return;
    const t = setTimeout(state.again, 400);
    return () => clearTimeout(t);
  }, [b]);
  if (!b) return state.error ? <Trouble of={state.error} /> : <Busy when />;
  return (
    <>
      <h1>
        <bdi>{b.name}</bdi>
      </h1>
      {b.state === 'waiting_for_columns' || b.state === 'failed' ? (
        <>
          {b.problem ? (
            <div class="trouble" role="alert">
              <strong>{b.problem.message}</strong>
              <div>{b.problem.remedy}</div>
            </div>
          ) : null}
          <Mapping batch={b} onRun={state.again} />
        </>
      ) : null}
      {running ? (
        <div role="status">
          <progress max={b.rows_total || 1} value={b.rows_done || 0} aria-label="Rows decided" />
          <p>
            {count(b.rows_done ?? 0)} of about {count(b.rows_total || 0)} rows
          </p>
        </div>
      ) : null}
      {b.state === 'done' ? <Results batch={b} /> : null}
    </>
  );
}
