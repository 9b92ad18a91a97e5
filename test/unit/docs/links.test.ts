import { existsSync } from 'node:fs';
import path from 'node:path';

import { PAGES, prose, ROOT } from './pages';

const LINK = /\]\(([^)\s]+)\)/g;
const HEADING = /^#{1,6} (.*)$/gm;

/** As GitHub makes an anchor of a heading. */
function anchorsOf(page: string): string[] {
	return [...prose(page).matchAll(HEADING)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replaceAll(' ', '-'),
	);
}

it.each(PAGES)('each link of %s within the repository leads somewhere', (page) => {
	const broken = [...prose(page).matchAll(LINK)]
		.map(([, target = '']) => target)
		.filter((target) => !target.startsWith('https://'))
		.filter((target) => {
			const [file = '', anchor] = target.split('#');
			const found = file === '' ? page : path.join(path.dirname(page), file);
			if (!existsSync(path.join(ROOT, found))) return true;
			return anchor !== undefined && !anchorsOf(found).includes(anchor);
		});
	expect(broken).toEqual([]);
});
