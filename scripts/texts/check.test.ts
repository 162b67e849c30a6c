import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missingTexts } from './check.ts';

let root: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const FOOD = 'plugins/food/src/ui';
const plugin = ({
  en = `{ title: 'Licences', by: 'By %{name}' }`,
  hi = `{ title: 'अनुज्ञप्तियाँ', by: '%{name} द्वारा' }`,
}) => {
  write(`${FOOD}/index.tsx`, `export default { slots: { 'entity.panel': [{ id: 'a', title: 'title' }] } };`);
  write(`${FOOD}/panel.tsx`, `const t = useT(); export const text = t('by', { name: 'A' });`);
  write(`${FOOD}/texts/en.ts`, `export default ${en} as const;`);
  write(`${FOOD}/texts/hi.ts`, `export default ${hi};`);
};
const host = (source: string, hi: string): void => {
  write('packages/app/web/src/page.tsx', source);
  write('packages/app/web/src/i18n/hi.ts', `export default ${hi};`);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'compliance-os-texts-'));
  host('', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the back office', () => {
  test.each([
    [`export const A = () => <p>{t('Saved')}</p>;`, 'Saved'],
    [`export const A = ({ on }) => <p>{t(on ? 'Saved' : 'Not saved')}</p>;`, 'Not saved'],
    [`export const entries = [{ label: 'Obligations', to: '/' }];`, 'Obligations'],
    [`export const A = () => <Facet title="Status" />;`, 'Status'],
  ])('%s needs its Hindi', async (source, text) => {
    host(`\n${source}`, `{ 'Saved': 'सहेजा गया' }`);
    const expected = `packages/app/web/src/page.tsx:2: expected Hindi for "${text}" in packages/app/web/src/i18n/hi.ts, received none`;
    expect(await missingTexts(root)).toEqual(text === 'Saved' ? [] : [expected]);
  });

  test('codes and names are the same in every language', async () => {
    host(`export const A = () => [t('PAN'), t('CIN / LLPIN'), t(status)];`, '{}');
    expect(await missingTexts(root)).toEqual([]);
  });

  test('Hindi names the values of its English', async () => {
    host(`export const A = () => t('Change %{name}', { name });`, `{ 'Change %{name}': 'बदलें' }`);
    expect(await missingTexts(root)).toEqual([
      'packages/app/web/src/i18n/hi.ts: "Change %{name}": expected the values name, received none',
    ]);
  });
});

describe('a plugin', () => {
  test('that has every text in both languages passes', async () => {
    plugin({});
    expect(await missingTexts(root)).toEqual([]);
  });

  test('is told of what one of its languages lacks, has too much or says otherwise', async () => {
    plugin({
      en: `{ title: 'Licences', by: 'By %{name}', gone: 'Gone' }`,
      hi: `{ by: 'द्वारा', gone: 'x', extra: 'x' }`,
    });
    expect(await missingTexts(root)).toEqual([
      `${FOOD}/texts/hi.ts: expected Hindi for "title", received none`,
      `${FOOD}/texts/hi.ts: "extra": expected a key of ${FOOD}/texts/en.ts, received one that is not there`,
      `${FOOD}/texts/hi.ts: "by": expected the values name, received none`,
      `${FOOD}/texts/en.ts: "gone": expected a panel that shows it, received none`,
    ]);
  });

  test('speaks through its own texts only', async () => {
    plugin({});
    write(`${FOOD}/other.tsx`, `const t = useTranslate();\nexport const text = t('Saved');`);
    expect(await missingTexts(root)).toEqual([
      `${FOOD}/other.tsx: expected useT of ${FOOD}/texts/, received useTranslate`,
      `${FOOD}/other.tsx:2: expected a key of ${FOOD}/texts/en.ts, received "Saved"`,
    ]);
  });

  test('without texts is told which files it lacks', async () => {
    plugin({});
    rmSync(path.join(root, FOOD, 'texts/hi.ts'));
    expect(await missingTexts(root)).toEqual([
      `${FOOD}/texts/hi.ts: expected the plugin's texts, received no file`,
    ]);
  });
});
