import { chromium, selectors, type Browser } from 'playwright-core';

import { ensureChromium } from './host/chromium';
import type { Log } from './host/run';

/** No sandbox, since root has none in a container; no host but this machine can be reached. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A headless Chromium that reaches this machine alone and finds elements by n8n's test ids. */
export async function openBrowser(log: Log): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath: await ensureChromium(log), args: FLAGS });
}
