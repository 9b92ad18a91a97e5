import path from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';

// The host logs each fault that stops a node; these tests read the faults themselves.
process.env.N8N_LOG_LEVEL = 'silent';

/** The type of the node that stands before the one under test. */
export const SOURCE = 'source';

/** The type of the node that stands behind it, and sends it round once more in a workflow that loops. */
export const ONCE_MORE = 'onceMore';

/** Its output is pinned, so it never runs. */
const source: INodeType = {
	description: {
		displayName: 'Source',
		name: SOURCE,
		group: ['trigger'],
		version: 1,
		description: 'Gives the items of a test',
		defaults: { name: 'Source' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
};

/** Hands on what it gets the first time, and nothing afterwards. */
const onceMore: INodeType = {
	description: {
		...source.description,
		displayName: 'Once more',
		name: ONCE_MORE,
		group: ['transform'],
		defaults: { name: 'Once more' },
		inputs: ['main'],
	},
	async execute() {
		const isFirst = this.evaluateExpression('{{ $runIndex }}', 0) === 0;
		return [isFirst ? this.getInputData() : []];
	},
};

const OWN_TYPES: Readonly<Record<string, INodeType>> = { [SOURCE]: source, [ONCE_MORE]: onceMore };

/** The built package: the combined one, or a build of another kind (`npm run test:zod4`). */
const FOLDER = path.resolve(__dirname, '../..', process.env.PACKAGE_FOLDER ?? '');

const loader = new PackageDirectoryLoader(FOLDER);
let loaded: Promise<void> | undefined;

/** Loads what `npm run build` made, with the host's own loader. */
export async function loadPackage(): Promise<void> {
	loaded ??= loader.loadAll();
	await loaded;
}

export function credentialTypeOf(name: string): ICredentialType {
	return loader.getCredential(name).type;
}

export const nodeTypes: INodeTypes = {
	getByName: (name): INodeType | IVersionedNodeType => OWN_TYPES[name] ?? loader.getNode(name).type,
	getByNameAndVersion: (name): INodeType => {
		const type = OWN_TYPES[name] ?? loader.getNode(name).type;
		if ('nodeVersions' in type) throw new Error(`${name} has versions`);
		return type;
	},
	getKnownTypes: () => ({}),
};
