// Loading, keys, and what is remembered between them.
import { useEffect, useState } from 'preact/hooks';
import type { Json } from './api';

export interface Loaded<T> {
  value?: T;
  error?: unknown;
  busy: boolean;
  again: () => void;
}

// Loads whenever one of the inputs changes; what is shown stays until the new value is there.
export function useLoad<T = Json>(load: (signal: AbortSignal) => Promise<T>, inputs: unknown[]): Loaded<T> {
  const [state, set] = useState<{ value?: T; error?: unknown; busy: boolean }>({ busy: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    set((s) => ({ ...s, busy: true }));
    load(stop.signal)
      .then((value) => stop.signal.aborted || set({ value, busy: false }))
      .catch((error) => {
        if (!stop.signal.aborted && error.name !== 'AbortError') set({ error, busy: false });
      });
    return () => stop.abort();
  }, [...inputs, turn]);
  return { ...state, again: () => setTurn((t) => t + 1) };
}

// Keys of a page. They rest while somebody types, and while a box of help is open.
export function useKeys(keys: Record<string, () => void>, inputs: unknown[]) {
  useEffect(() => {
    const on = (e: KeyboardEvent) => {
      const t = e.target as HTMLElement;
      if (e.metaKey || e.ctrlKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName)) return;
      if (e.key === 'Enter' && /^(A|BUTTON|SUMMARY)$/.test(t.tagName)) return; // it means that one
      if (document.querySelector('dialog[open]')) return;
      const f = keys[e.key];
      if (!f) return;
      e.preventDefault();
      f();
    };
    addEventListener('keydown', on);
    return () => removeEventListener('keydown', on);
  }, inputs);
}

// True once what is given has stood still for a while.
export function useRested(value: string, ms: number): string {
  const [rested, set] = useState(value);
  useEffect(() => {
    if (value === rested) return;
    const t = setTimeout(() => set(value), ms);
    return () => clearTimeout(t);
  }, [value]);
  return rested;
}
