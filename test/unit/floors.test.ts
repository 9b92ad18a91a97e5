import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NODES = path.join(__dirname, '../../nodes');

/** The rooms of `nodes/shared`, and what each may import from. Whoever stands higher is never imported. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	sms: [],
	faults: [],
	prints: [],
	form: ['faults', 'sms'],
	http: ['faults', 'prints'],
	operations: ['faults', 'form', 'http', 'sms'],
	sending: ['faults', 'form', 'http', 'operations', 'prints', 'sms'],
	answering: ['faults', 'form', 'operations', 'sending', 'sms'],
	codes: ['faults', 'form', 'operations', 'sending', 'sms'],
	polling: ['faults', 'form', 'http', 'operations', 'prints', 'sending', 'sms'],
};

function filesUnder(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join(folder, file));
}

/** The files of the project that a file imports, types included. */
function importsOf(file: string): string[] {
	const specifiers = [...readFileSync(file, 'utf8').matchAll(/\bfrom '(\.[^']+)'/g)];
	return specifiers.map(([, specifier = '']) => path.resolve(path.dirname(file), specifier));
}

/** Such as `shared/sms` or `RayganSms/api`. */
function roomOf(file: string): string {
	const [first = '', second = ''] = path.relative(NODES, file).split(path.sep);
	return `${first}/${second}`;
}

const FILES = filesUnder(NODES);
const ARROWS = FILES.flatMap((file) =>
	importsOf(file).map((target) => ({ from: file, to: target, name: path.relative(NODES, file) })),
);

test('in the shared rooms every arrow points down', () => {
	const wrong = ARROWS.filter(({ from, to }) => {
		const [, room = ''] = roomOf(from).split('/');
		if (!roomOf(from).startsWith('shared/')) return false;
		const [owner, target = ''] = roomOf(to).split('/');
		return owner !== 'shared' || (target !== room && !MAY_IMPORT[room]?.includes(target));
	});
	expect(wrong.map(({ name, to }) => `${name} → ${path.relative(NODES, to)}`)).toEqual([]);
});

test('neither provider imports the other, and its api knows nothing of its resources', () => {
	const wrong = ARROWS.filter(({ from, to }) => {
		const [owner = ''] = roomOf(from).split('/');
		const [target = '', room = ''] = roomOf(to).split('/');
		if (owner === 'shared') return false;
		if (target !== 'shared' && target !== owner) return true;
		return roomOf(from).endsWith('/api') && target === owner && room !== 'api';
	});
	expect(wrong.map(({ name, to }) => `${name} → ${path.relative(NODES, to)}`)).toEqual([]);
});

test('no circle: whatever a file needs never needs that file', () => {
	const targets = new Map(FILES.map((file) => [file, importsOf(file).map((to) => `${to}.ts`)]));
	const done = new Set<string>();
	const circles: string[] = [];
	function walk(file: string, way: readonly string[]): void {
		if (way.includes(file)) {
			const circle = [...way.slice(way.indexOf(file)), file];
			circles.push(circle.map((entry) => path.relative(NODES, entry)).join(' → '));
			return;
		}
		if (done.has(file)) return;
		for (const target of targets.get(file) ?? []) walk(target, [...way, file]);
		done.add(file);
	}
	for (const file of FILES) walk(file, []);
	expect(circles).toEqual([]);
});
