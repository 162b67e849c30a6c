import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-devanagari/wght.css';
import { cspNonce } from '@compliance-os/ui';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

// The CSP allows no inline style but those that carry the response's nonce.
const nonce = cspNonce();
const cache = createCache({ key: 'mui', prepend: true, ...(nonce ? { nonce } : {}) });

const root = document.getElementById('root');
if (!root) throw new Error('index.html: expected an element with id "root"');
createRoot(root).render(
  <CacheProvider value={cache}>
    <App />
  </CacheProvider>,
);
