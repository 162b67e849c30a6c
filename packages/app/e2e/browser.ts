import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { requireServer } from '@compliance-os/core/testing';

const SHOTS = fileURLToPath(new URL('./screenshots/', import.meta.url));

/** Without these Chromium talks to its makers' servers, and does not start as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of Chromium; undefined where there is none, which under CI is a failure. */
export const chromiumPath = (): string | undefined => requireServer('chromium');

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, headless: true, args: FLAGS });

/** A page of its own session, in India, without animation; what its console calls an error is kept. */
export const openPage = async (browser: Browser, url: string): Promise<{ page: Page; faults: string[] }> => {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text());
  });
  return { page, faults };
};

/** As the administrator of the demo tenant, on the first page. */
export const signInAsKavita = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.getByLabel(/^E-mail/).fill('kavita@demo.example');
  await page.getByLabel(/^Password/).fill('demo-kavita-2026');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Control tower' }).waitFor();
};

/** Pictures for people to look at; they are not committed. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: false });
};
