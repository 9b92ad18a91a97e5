import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../.github/workflows');

describe.each(readdirSync(FOLDER))('the workflow %s', (file) => {
	const text = readFileSync(path.join(FOLDER, file), 'utf8');

	test('runs no action that can change behind its name', () => {
		const used = [...text.matchAll(/uses:\s*(\S+)/g)].map(([, name = '']) => name);
		expect(used.length).toBeGreaterThan(0);
		const loose = used.filter((name) => !name.startsWith('./') && !/@[0-9a-f]{40}$/.test(name));
		expect(loose).toEqual([]);
	});

	test('may read the repository and no more, unless a job says so', () => {
		expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
	});
});
