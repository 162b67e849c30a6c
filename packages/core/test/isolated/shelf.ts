import { createExtensionPoint, definePlugin } from '../../src/index.ts';

export const booksPoint = createExtensionPoint<{ title: string; from: Date }>('shelf.books', {
  validate: ({ title }) =>
    typeof title === 'string' ? [] : [{ path: 'title', expected: 'a title', received: typeof title }],
});

/** A plugin in the host's process that others contribute to. */
export default definePlugin({
  id: 'shelf',
  name: 'Shelf',
  version: '1.0.0',
  hostApi: '^1.0.0',
  extensionPoints: [booksPoint],
});
