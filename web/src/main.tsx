// The frame around every page: navigation, the day asked about, and what is wrong with the lists.
import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { get, type Json } from './api';
import { DecisionPage, DecisionsPage } from './decisions';
import { DeterminePage } from './determine';
import { EntryPage } from './entry';
import { HitsPage } from './hits';
import { KeyPage } from './key';
import { ListsPage } from './lists';
import { BatchPage, OrdersPage } from './orders';
import { asOf, go, setParams, today, usePlace } from './route';
import { SearchPage } from './search';
import './style.css';
import { Link, useKeys, useLoad } from './ui';

const NAV: [string, string, string][] = [
  ['/', 'Search', 's'],
  ['/orders', 'Orders', 'o'],
  ['/determine', 'Determine', 'd'],
  ['/hits', 'Hits', 'h'],
  ['/decisions', 'Decisions', 'c'],
  ['/lists', 'Lists', 'l'],
];

function pageOf(path: string) {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  switch (parts[0]) {
    case undefined:
      return <SearchPage />;
    case 'e':
      return <EntryPage entry={parts.slice(1).join('/')} />;
    case 'orders':
      return parts[1] ? <BatchPage id={parts[1]} /> : <OrdersPage />;
    case 'determine':
      return <DeterminePage />;
    case 'hits':
      return <HitsPage />;
    case 'decisions':
      return parts[1] ? <DecisionPage id={parts[1]} /> : <DecisionsPage />;
    case 'lists':
      return <ListsPage />;
    case 'key':
      return <KeyPage />;
    default:
      return (
        <p>
          There is no page here. <Link to="/">Search</Link>
        </p>
      );
  }
}

function DayBox() {
  const place = usePlace();
  const day = asOf(place);
  return (
    <label class="day">
      <span>As of</span>
      <input
        type="date"
        value={day ?? today()}
        max={today()}
        onChange={(e) => {
          const v = e.currentTarget.value;
          setParams({ as_of: v && v !== today() ? v : undefined }, false);
        }}
      />
      {day ? (
        <button type="button" class="quiet" onClick={() => setParams({ as_of: undefined }, false)}>
          Today
        </button>
      ) : null}
    </label>
  );
}

// What stands over everything else: an answer is worth no more than the lists behind it.
function ListsNotice() {
  const lists = useLoad<Json>((s) => get('/v1/lists', s), []);
  if (!lists.value) return null;
  const bad = lists.value.lists.filter((l: Json) => l.state !== 'in_force');
  if (lists.value.lists.length === 0)
    return (
      <div class="notice" role="status">
        No list has been imported yet: nothing can be screened. <Link to="/lists">Lists</Link>
      </div>
    );
  if (!bad.length) return null;
  return (
    <div class="notice" role="status">
      {bad.map((l: Json) => `${l.id} is ${l.state.replaceAll('_', ' ')}`).join(', ')}: hits are shown, but finding
      nothing proves nothing. <Link to="/lists">Lists</Link>
    </div>
  );
}

function Frame() {
  const place = usePlace();
  const day = asOf(place);
  const main = useRef<HTMLElement>(null);
  const first = '/' + (place.path.split('/')[1] ?? '');
  useEffect(() => {
    document.body.classList.toggle('past', !!day);
  }, [day]);
  useEffect(() => {
    const name = NAV.find(([p]) => p === first)?.[1] ?? 'Entry';
    document.title = `${name} · licet`;
  }, [first]);
  useKeys(
    {
      '/': () => document.querySelector<HTMLInputElement>('input[type=search]')?.focus(),
      ...Object.fromEntries(NAV.map(([p, , k]) => [k.toUpperCase(), () => go(p)])),
    },
    [],
  );
  return (
    <>
      <a class="skip" href="#main" onClick={() => main.current?.focus()}>
        Skip to content
      </a>
      <header>
        <Link to="/" class="name">
          licet
        </Link>
        <nav aria-label="Pages">
          {NAV.map(([to, label, k]) => (
            <Link to={to} current={first === to || (to === '/' && first === '/e')}>
              <span title={`Shift+${k.toUpperCase()}`}>{label}</span>
            </Link>
          ))}
        </nav>
        <DayBox />
        <Link to="/key" class="key" current={first === '/key'}>
          Key
        </Link>
      </header>
      {day ? (
        <div class="notice past-notice" role="status">
          You are looking at <strong>{day}</strong>, not today.
        </div>
      ) : null}
      <ListsNotice />
      <main id="main" tabIndex={-1} ref={main}>
        {pageOf(place.path)}
      </main>
      <footer>
        Decision support, not legal advice. The Federal Register and the agencies' lists govern. A score measures
        resemblance, not legality.
      </footer>
    </>
  );
}

render(<Frame />, document.getElementById('app')!);
