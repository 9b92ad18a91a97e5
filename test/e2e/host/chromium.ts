import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { chromium } from 'playwright-core';

import { run, type Log } from './run';
import { aptInstall, canUseApt, findCommand } from './system';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

/**
 * A Chromium that starts: the one in CHROMIUM_PATH, else the system's, else from apt when this
 * process may use it, else Playwright's download.
 *
 * @returns the path of its binary
 * @throws Error that says what to install or set when none of the four is to be had
 */
export async function ensureChromium(log: Log): Promise<string> {
	const given = process.env.CHROMIUM_PATH;
	if (given) {
		if (starts(given)) return given;
		throw new Error(`CHROMIUM_PATH is ${given}, which does not start. Correct it or unset it`);
	}
	const reasons: string[] = [];
	for (const source of [systemChromium, aptChromium, playwrightChromium]) {
		try {
			const found = await source(log);
			if (found) return found;
		} catch (error) {
			reasons.push(error instanceof Error ? error.message : String(error));
		}
	}
	throw new Error(
		['Found no Chromium. Install one, or set CHROMIUM_PATH to its binary', ...reasons].join('\n'),
	);
}

/** Ubuntu's `chromium-browser` may be a stub that only points to a snap, so each one is tried. */
async function systemChromium(): Promise<string | undefined> {
	return NAMES.map(findCommand).find((file) => file !== undefined && starts(file));
}

async function aptChromium(log: Log): Promise<string | undefined> {
	if (!canUseApt()) return undefined;
	await aptInstall(['chromium'], log);
	return await systemChromium();
}

async function playwrightChromium(log: Log): Promise<string | undefined> {
	const downloaded = chromium.executablePath();
	if (!starts(downloaded)) {
		const cli = path.join(path.dirname(require.resolve('playwright-core/package.json')), 'cli.js');
		const withLibraries = canUseApt() ? ['--with-deps'] : [];
		await run(process.execPath, [cli, 'install', ...withLibraries, 'chromium'], {
			label: "Downloading Playwright's Chromium",
			log,
		});
	}
	return starts(downloaded) ? downloaded : undefined;
}

function starts(file: string): boolean {
	return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
