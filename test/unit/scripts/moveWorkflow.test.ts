import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const EXAMPLES = path.join(ROOT, 'examples');
const COMBINED = 'n8n-nodes-raygansms-turkeysms.';

const folder = mkdtempSync(path.join(os.tmpdir(), 'move-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a user gets who runs the script on an exported file. */
function moved(exported: unknown): unknown {
	const file = path.join(folder, 'exported.json');
	writeFileSync(file, JSON.stringify(exported));
	const script = path.join(ROOT, 'scripts/moveWorkflow.js');
	return JSON.parse(execFileSync(process.execPath, [script, file], { encoding: 'utf8' }));
}

const nodeOf = (type: string, parameters: object = {}) => ({ type, parameters });

test.each(readdirSync(EXAMPLES))(
	'%s: every own node changes its package, and nothing else changes',
	(name) => {
		const text = readFileSync(path.join(EXAMPLES, name), 'utf8');
		const result = JSON.stringify(moved(JSON.parse(text)));
		expect(result).not.toContain(COMBINED);
		const back = result
			.replaceAll('"n8n-nodes-raygansms.raygan', `"${COMBINED}raygan`)
			.replaceAll('"n8n-nodes-turkeysms.turkey', `"${COMBINED}turkey`);
		expect(JSON.parse(back)).toEqual(JSON.parse(text));
	},
);

test('a list of workflows, tools of an agent, the published version and a workflow kept as text', () => {
	const inner = JSON.stringify({ nodes: [nodeOf(`${COMBINED}rayganSms`)] });
	const exported = [
		{
			nodes: [
				nodeOf(`${COMBINED}turkeySmsTool`),
				nodeOf(`${COMBINED}rayganSmsTrigger`),
				nodeOf('n8n-nodes-base.executeWorkflow', { workflowJson: inner }),
			],
			activeVersion: { nodes: [nodeOf(`${COMBINED}turkeySms`)] },
		},
	];
	expect(moved(exported)).toEqual([
		{
			nodes: [
				nodeOf('n8n-nodes-turkeysms.turkeySmsTool'),
				nodeOf('n8n-nodes-raygansms.rayganSmsTrigger'),
				nodeOf('n8n-nodes-base.executeWorkflow', {
					workflowJson: JSON.stringify(
						{ nodes: [nodeOf('n8n-nodes-raygansms.rayganSms')] },
						null,
						2,
					),
				}),
			],
			activeVersion: { nodes: [nodeOf('n8n-nodes-turkeysms.turkeySms')] },
		},
	]);
});

test('a text that only speaks of the package, and the nodes of others, stay as they are', () => {
	const exported = {
		nodes: [
			nodeOf('n8n-nodes-base.set', {
				value: `type ${COMBINED}rayganSms`,
				type: `${COMBINED}rayganSms`,
			}),
			nodeOf('n8n-nodes-other.rayganSms'),
		],
	};
	expect(moved(exported)).toEqual(exported);
});
