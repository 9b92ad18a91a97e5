import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../../..');

/** Pages for users, by their paths from the root. */
export const PAGES = [
	'README.md',
	'CONTRIBUTING.md',
	...readdirSync(path.join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

/** A page without its blocks of code. */
export function prose(page: string): string {
	return readFileSync(path.join(ROOT, page), 'utf8').replace(/^ *```[\s\S]*?^ *```$/gm, '');
}
