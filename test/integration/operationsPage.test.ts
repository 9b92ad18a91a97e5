import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { RAYGAN_ROUTES, TURKEY_ROUTES } from '../simulators';
import { loadPackage, nodeTypes } from './package';

const PAGE = readFileSync(path.resolve(__dirname, '../../docs/operations.md'), 'utf8');

/** An entry of the list of a provider's operations, less its output fields. */
interface Entry {
	/** `resource: operation`, by their values */
	operation: string;
	/** `METHOD /path` each, none where the operation is offline alone */
	calls: string[];
}

const ENTRY = /^- \*\*`(\w+: \w+)`\*\*\n {2}- Call: (.*)\n {2}- Output: (.*)$/gm;
const CALLS = /^(none \(offline\)|`(GET|POST) \/\S+`)((,| and| or) `(GET|POST) \/\S+`)*$/;
const FIELDS = /^(`\w+`, )*`\w+`$/;

function section(heading: string): string {
	const [, after] = PAGE.split(`\n## ${heading}\n`);
	if (after === undefined) throw new Error(`docs/operations.md has no heading “${heading}”`);
	return after.split(/^## /m)[0] ?? '';
}

function matching(text: string, form: RegExp): string {
	if (!form.test(text))
		throw new Error(`docs/operations.md has a line that is not ${form}: ${text}`);
	return text;
}

function entriesOf(displayName: string): Entry[] {
	return [...section(displayName).matchAll(ENTRY)].map(
		([, operation = '', calls = '', fields = '']) => {
			matching(fields, FIELDS);
			return {
				operation,
				calls: [...matching(calls, CALLS).matchAll(/`([^`]+)`/g)].map(([, call = '']) => call),
			};
		},
	);
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
])('the list of operations in docs/operations.md, %s', (name, routes) => {
	const description = () => nodeTypes.getByNameAndVersion(name).description;
	const entries = () => entriesOf(description().displayName);

	test('has an entry for each operation that the node offers, and no other', () => {
		expect(
			entries()
				.map(({ operation }) => operation)
				.sort(),
		).toEqual(operationsOf(description()).sort());
	});

	test('names each call that the provider answers, and no other', () => {
		const calls = new Set(entries().flatMap((entry) => entry.calls));
		expect([...calls].sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
	});
});
