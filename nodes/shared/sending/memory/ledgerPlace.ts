import type { IExecuteFunctions } from 'n8n-workflow';

/** What is needed of n8n's context. */
export type LedgerContext = Pick<
	IExecuteFunctions,
	'getContext' | 'evaluateExpression' | 'getInputData'
> &
	Partial<Pick<IExecuteFunctions, 'isToolExecution'>>;

/** Where a ledger is kept between the tries of one run. */
interface LedgerPlace {
	/** Names the run; what is kept of another one says nothing here. */
	readonly run: string;
	read(): string | undefined;
	write(log: string): void;
	clear(): void;
}

const FIELD = 'smsSendLedger';

/** By the arguments of a tool call. */
const ofCalls = new WeakMap<object, string>();

/**
 * As an AI tool every try has a run index of its own, and calls at the same moment share the node's
 * context. What all tries of one call have in common, and no other call has, is the object of its
 * arguments, which n8n hands to each of them (seen in `makeHandleToolInvocation`): an agent that calls
 * twice on purpose, with equal arguments, has two. No editor can retry a single call, so its ledger need
 * not outlive the process.
 */
function placeOfCall(call: object): LedgerPlace {
	return {
		run: 'call',
		read: () => ofCalls.get(call),
		write: (log) => ofCalls.set(call, log),
		clear: () => ofCalls.delete(call),
	};
}

/** The execution's own data: the one place that survives Retry On Fail and the editor's retry. */
function placeOfRun(context: LedgerContext): LedgerPlace {
	const store = context.getContext('node');
	return {
		run: String(context.evaluateExpression('{{ $runIndex }}', 0)),
		read() {
			const kept: unknown = store[FIELD];
			return typeof kept === 'string' ? kept : undefined;
		},
		write(log) {
			store[FIELD] = log;
		},
		clear() {
			delete store[FIELD];
		},
	};
}

/** A host that cannot say whether this is a tool call has the run's place for all. */
export function ledgerPlace(context: LedgerContext): LedgerPlace {
	const call = context.isToolExecution?.() ? context.getInputData()[0]?.json : undefined;
	return call === undefined ? placeOfRun(context) : placeOfCall(call);
}
