/**
 * Rewrites exported workflows from the combined package to the packages of one service:
 *
 *     node scripts/moveWorkflow.js workflow.json > moved.json
 *
 * A node's type carries its package's name; nothing else about a node changes. Takes what n8n exports:
 * a workflow, or a list of them. Credentials stay as they are, since their types keep their names.
 */
const { readFileSync } = require('node:fs');

const OWN_TYPE = /^n8n-nodes-raygansms-turkeysms\.(raygan|turkey)(Sms\w*)$/;
const PACKAGES = { raygan: 'n8n-nodes-raygansms', turkey: 'n8n-nodes-turkeysms' };

function movedType(type) {
	return type.replace(OWN_TYPE, (_, provider, rest) => `${PACKAGES[provider]}.${provider}${rest}`);
}

/** A workflow can hold another as text: Execute Sub-workflow with the source "Define Below". */
function movedText(text) {
	if (!/^\s*\{[^]*"nodes"/.test(text)) return text;
	try {
		return JSON.stringify(moved(JSON.parse(text)), null, 2);
	} catch {
		return text;
	}
}

function movedNode(node) {
	if (typeof node !== 'object' || node === null) return node;
	const { type } = node;
	return { ...moved(node), ...(typeof type === 'string' && { type: movedType(type) }) };
}

/** The same value with each node of each `nodes` list moved. */
function moved(value) {
	if (typeof value === 'string') return movedText(value);
	if (Array.isArray(value)) return value.map(moved);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			key === 'nodes' && Array.isArray(inner) ? inner.map(movedNode) : moved(inner),
		]),
	);
}

module.exports = { moved };

if (require.main === module) {
	const [file] = process.argv.slice(2);
	if (file === undefined) {
		console.error('Usage: node scripts/moveWorkflow.js workflow.json > moved.json');
		process.exitCode = 1;
	} else {
		console.log(JSON.stringify(moved(JSON.parse(readFileSync(file, 'utf8'))), null, 2));
	}
}
