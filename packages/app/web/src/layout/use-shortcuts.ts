import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';

/** `g` and then a letter opens a screen. */
export const GO_TO: Readonly<Record<string, { readonly label: string; readonly to: string }>> = {
  d: { label: 'Overview', to: '/' },
  o: { label: 'Obligations', to: '/obligations' },
  c: { label: 'Calendar', to: '/calendar' },
  e: { label: 'Entities', to: '/entities' },
  v: { label: 'Evidence vault', to: '/evidence' },
  a: { label: 'Audit trail', to: '/audit' },
};

interface Actions {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

/** The keyboard's way around. Single letters keep out of the way of typing. */
export function useShortcuts(actions: Actions): void {
  const navigate = useNavigate();
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    let previous = '';
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.onSearch();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const target = previous === 'g' ? GO_TO[event.key] : undefined;
      previous = event.key;
      if (target) void navigate(target.to);
      else if (event.key === '?') latest.current.onHelp();
      else if (event.key === '/') {
        event.preventDefault();
        latest.current.onSearch();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input, textarea, select') ||
    target.closest('[role=dialog]') !== null);
