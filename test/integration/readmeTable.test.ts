import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { RAYGAN_ROUTES, TURKEY_ROUTES } from '../simulators';
import { loadPackage, nodeTypes } from './package';

const README = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');

/** A row of a table under the heading Operations, less its output fields. */
interface Row {
	/** `resource: operation`, by their values */
	operation: string;
	/** `METHOD /path` each, none where the operation is offline alone */
	calls: string[];
}

const OPERATION = /^`(\w+: \w+)`$/;
const CALLS = /^(none \(offline\)|`(GET|POST) \/\S+`)((,| and| or) `(GET|POST) \/\S+`)*$/;
const FIELDS = /^(`\w+`, )*`\w+`$/;

function section(text: string, heading: string): string {
	const [marks = ''] = heading.split(' ');
	const [, after] = text.split(`\n${heading}\n`);
	if (after === undefined) throw new Error(`README.md has no heading “${heading}”`);
	return after.split(new RegExp(`^#{1,${marks.length}} `, 'm'))[0] ?? '';
}

function matching(cell: string | undefined, form: RegExp): string {
	const text = (cell ?? '').trim();
	if (!form.test(text)) throw new Error(`README.md has a cell that is not ${form}: ${text}`);
	return text;
}

function rowsOf(displayName: string): Row[] {
	return section(section(README, '## Operations'), `### ${displayName}`)
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) => {
			const [, operation, calls, fields] = line.split('|');
			matching(fields, FIELDS);
			return {
				operation: matching(operation, OPERATION).replaceAll('`', ''),
				calls: [...matching(calls, CALLS).matchAll(/`([^`]+)`/g)].map(([, call = '']) => call),
			};
		});
}

function operationsOf({ properties }: INodeTypeDescription): string[] {
	const valuesOf = ({ options = [] }: INodeProperties) =>
		options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
	const dropdowns = (name: string) => properties.filter((property) => property.name === name);
	return dropdowns('resource')
		.flatMap(valuesOf)
		.flatMap((resource) =>
			dropdowns('operation')
				.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource))
				.flatMap(valuesOf)
				.map((operation) => `${resource}: ${operation}`),
		);
}

beforeAll(loadPackage);

describe.each([
	['rayganSms', RAYGAN_ROUTES],
	['turkeySms', TURKEY_ROUTES],
])('the table of operations in the README, %s', (name, routes) => {
	const description = () => nodeTypes.getByNameAndVersion(name).description;
	const rows = () => rowsOf(description().displayName);

	test('has a row for each operation that the node offers, and no other', () => {
		expect(
			rows()
				.map(({ operation }) => operation)
				.sort(),
		).toEqual(operationsOf(description()).sort());
	});

	test('names each call that the provider answers, and no other', () => {
		const calls = new Set(rows().flatMap((row) => row.calls));
		expect([...calls].sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
	});
});
