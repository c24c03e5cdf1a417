// Open hits: your party beside the listed one, field by field, decided by keyboard.
import { useEffect, useState } from 'preact/hooks';
import { get, type Json, post, query } from './api';
import { entryPath, setParams, usePlace } from './route';
import { Busy, count, Link, Marked, Trouble, useKeys, useLoad, Word, words } from './ui';

const FIELDS = ['country', 'address', 'birth', 'identifier', 'type'];

function partyOf(record: Json, hit: Json): Json | undefined {
  const all: Json[] = record.parties ?? (record.query ? [{ ...record.query, hits: record.hits }] : []);
  return all.find((p) => (p.hits ?? []).some((h: Json) => h.entry === hit.entry)) ?? all[0];
}

function listed(entry: Json | undefined, field: string): string[] {
  const names: Record<string, string> = { country: 'countries', address: 'addresses', birth: 'births', identifier: 'idents', type: 'type' };
  return (entry?.values ?? []).filter((v: Json) => v.field === names[field]).map((v: Json) => v.value);
}

function Compare(p: { hit: Json; record?: Json; entry?: Json }) {
  const party = p.record && partyOf(p.record, p.hit);
  const found = (party?.hits ?? []).find((h: Json) => h.entry === p.hit.entry);
  return (
    <div class="scroll">
      <table class="compare">
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col">Yours</th>
            <th scope="col" />
            <th scope="col">
              Listed <Link to={entryPath(p.hit.entry)}>({p.hit.list})</Link>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">name</th>
            <td>
              <Marked text={p.hit.party} marks={found?.asked_marks} />
            </td>
            <td>{p.hit.score.toFixed(2)}</td>
            <td>
              <Marked text={found?.name ?? p.hit.name} marks={found?.marks} />
              {found?.name_kind && found.name_kind !== 'primary' ? <span class="dim"> {found.name_kind}</span> : null}
            </td>
          </tr>
          {FIELDS.map((f) => {
            const evidence = found?.evidence?.[f] ?? 'unknown';
            const ours = f === 'identifier' ? party?.identifiers : party?.[f];
            return (
              <tr>
                <th scope="row">{f}</th>
                <td>
                  <bdi>{Array.isArray(ours) ? ours.join(', ') : (ours ?? '')}</bdi>
                </td>
                <td>
                  <Word of={evidence} />
                </td>
                <td>
                  {listed(p.entry, f).map((v) => (
                    <div>
                      <bdi>{v}</bdi>
                    </div>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Resolve(p: { hit: Json; reasons: Json[]; done: () => void }) {
  const waits = p.hit.state === 'awaits_second_person';
  const [outcome, setOutcome] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [by, setBy] = useState(localStorage.getItem('licet-by') ?? '');
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    setOutcome('');
    setReason('');
    setNote('');
    setError(null);
  }, [p.hit.entry, p.hit.decision]);
  useKeys(
    {
      f: () => setOutcome('false_hit'),
      t: () => setOutcome('true_match'),
      e: () => setOutcome('escalate'),
      ...(waits ? { a: () => setOutcome('approve') } : {}),
    },
    [p.hit, waits],
  );
  useEffect(() => {
    if (outcome) document.querySelector<HTMLElement>(outcome === 'approve' ? '#note' : '#reason')?.focus();
  }, [outcome]);
  const send = async () => {
    setError(null);
    localStorage.setItem('licet-by', by);
    try {
      const id = outcome === 'approve' ? p.hit.resolution?.id : p.hit.decision;
      await post(`/v1/decisions/${id}/resolutions`, {
        outcome,
        note,
        ...(outcome === 'approve' ? {} : { entry: p.hit.entry, reason }),
        ...(by ? { by } : {}),
      });
      p.done();
    } catch (e) {
      setError(e);
    }
  };
  const choices: [string, string, string][] = [
    ['false_hit', 'False hit', 'f'],
    ['true_match', 'True match', 't'],
    ['escalate', 'Escalate', 'e'],
  ];
  if (waits) choices.unshift(['approve', 'Approve as second person', 'a']);
  return (
    <form
      class="resolve"
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      <fieldset>
        <legend>Your word</legend>
        {choices.map(([v, label, k]) => (
          <label>
            <input type="radio" name="outcome" checked={outcome === v} onChange={() => setOutcome(v)} /> {label}{' '}
            <kbd>{k}</kbd>
          </label>
        ))}
      </fieldset>
      {outcome && outcome !== 'approve' ? (
        <label>
          Reason
          <select id="reason" required value={reason} onChange={(e) => setReason(e.currentTarget.value)}>
            <option value="">choose</option>
            {p.reasons
              .filter((r) => r.outcomes.includes(outcome))
              .map((r) => (
                <option value={r.code}>{r.says}</option>
              ))}
          </select>
        </label>
      ) : null}
      {outcome ? (
        <>
          <label>
            Note, for whoever reads the log
            <textarea id="note" required rows={2} value={note} onInput={(e) => setNote(e.currentTarget.value)} />
          </label>
          <label>
            Your name (with a key, the key's)
            <input value={by} onInput={(e) => setBy(e.currentTarget.value)} />
          </label>
          <button type="submit">Record it</button>
        </>
      ) : null}
      <Trouble of={error} />
    </form>
  );
}

export function HitsPage() {
  const place = usePlace();
  const all = place.params.get('all') === '1';
  const hits = useLoad<Json>((s) => get('/v1/hits' + query({ all: all ? 'true' : undefined }), s), [all]);
  const reasons = useLoad<Json>((s) => get('/v1/reasons', s), []);
  const [at, setAt] = useState(0);
  const rows: Json[] = hits.value?.hits ?? [];
  const hit = rows[Math.min(at, rows.length - 1)];
  const record = useLoad<Json>(async (s) => (hit ? get(`/v1/decisions/${hit.decision}`, s) : null), [hit?.decision]);
  const entry = useLoad<Json>(
    async (s) => (hit ? get(`/v1/entries/${encodeURIComponent(hit.entry)}`, s) : null),
    [hit?.entry],
  );
  useKeys(
    {
      j: () => setAt((i) => Math.min(i + 1, rows.length - 1)),
      k: () => setAt((i) => Math.max(i - 1, 0)),
    },
    [rows.length],
  );
  return (
    <>
      <h1>Hits {hits.value ? <span class="dim">{count(hits.value.open)} open</span> : null}</h1>
      <p class="dim">
        <kbd>j</kbd> <kbd>k</kbd> move, <kbd>f</kbd> false hit, <kbd>t</kbd> true match, <kbd>e</kbd> escalate
        <label class="right">
          <input type="checkbox" checked={all} onChange={() => setParams({ all: all ? undefined : '1' })} /> settled ones,
          too
        </label>
      </p>
      <Trouble of={hits.error} />
      <Busy when={hits.busy && !hits.value} />
      {hits.value && !rows.length ? <p class="dim">No hit waits for anybody.</p> : null}
      {hit ? (
        <div class="desk">
          <ol class="queue" aria-label="Hits">
            {rows.slice(0, 500).map((h, i) => (
              <li>
                <button type="button" class={h === hit ? 'item chosen' : 'item'} aria-pressed={h === hit} onClick={() => setAt(i)}>
                  <bdi>{h.party}</bdi> <span class="dim">{h.country}</span>
                  <br />
                  <span class="small">
                    <Word of={h.state === 'open' ? h.verdict : h.state} /> {h.list} {h.age_days ? `${h.age_days} days` : 'today'}
                  </span>
                </button>
              </li>
            ))}
          </ol>
          <section class="case" aria-live="polite">
            <h2>
              <bdi>{hit.party}</bdi> <span class="dim">and</span> <bdi>{hit.name}</bdi>
            </h2>
            <p>
              <Word of={hit.verdict} /> <Word of={hit.state} />{' '}
              <Link to={`/decisions/${hit.decision}`}>{hit.order ? `order ${hit.order}` : hit.decision}</Link>
            </p>
            <Compare hit={hit} record={record.value?.record} entry={entry.value?.entries?.[0]} />
            {hit.resolution ? (
              <p>
                {words(hit.resolution.outcome)} by <bdi>{hit.resolution.by}</bdi>: <bdi>{hit.resolution.note}</bdi>
              </p>
            ) : null}
            <Resolve hit={hit} reasons={reasons.value?.reasons ?? []} done={hits.again} />
          </section>
        </div>
      ) : null}
    </>
  );
}
