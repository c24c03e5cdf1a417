// Everything is an address: the page, what is searched, the day asked about.
import { useEffect, useState } from 'preact/hooks';

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

export interface Place {
  path: string;
  params: URLSearchParams;
}

function here(): Place {
  return { path: location.pathname, params: new URLSearchParams(location.search) };
}

const listeners = new Set<() => void>();

function tell() {
  for (const l of listeners) l();
}

export function go(path: string, params?: Record<string, string | undefined>, replace = false) {
  const q = new URLSearchParams();
  const asOf = new URLSearchParams(location.search).get('as_of');
  if (asOf) q.set('as_of', asOf);
  for (const [k, v] of Object.entries(params ?? {})) v ? q.set(k, v) : q.delete(k);
  const s = q.toString();
  const to = path + (s ? `?${s}` : '');
  if (to === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  tell();
}

// Changes parameters of this page and keeps the rest.
export function setParams(changes: Record<string, string | undefined>, replace = true) {
  const q = new URLSearchParams(location.search);
  for (const [k, v] of Object.entries(changes)) v ? q.set(k, v) : q.delete(k);
  const s = q.toString();
  history[replace ? 'replaceState' : 'pushState'](null, '', location.pathname + (s ? `?${s}` : ''));
  tell();
}

export function usePlace(): Place {
  const [place, set] = useState(here);
  useEffect(() => {
    const l = () => set(here());
    listeners.add(l);
    addEventListener('popstate', l);
    return () => {
      listeners.delete(l);
      removeEventListener('popstate', l);
    };
  }, []);
  return place;
}

export function asOf(place: Place): string | undefined {
  return place.params.get('as_of') ?? undefined;
}

export function entryPath(entry: string): string {
  return `/e/${encodeURIComponent(entry)}`;
}
