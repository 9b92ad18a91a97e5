import type { IExecuteFunctions } from 'n8n-workflow';

import type { Checked } from '../faults/faults';
import { refusal } from '../faults/faults';
import { runOf } from './question';
import { RUN_PARAMETER } from './webhook';

type Host = Pick<IExecuteFunctions, 'evaluateExpression'> &
	Partial<Pick<IExecuteFunctions, 'getSignedResumeUrl'>> & {
		/** Hosts before 2.x look at the signature only where this was called. */
		setSignatureValidationRequired?(): void;
	};

/**
 * The address under which the question of this run is answered. n8n signs it, so that nobody can make
 * one up; the run is part of what is signed, since all runs of a loop have one address otherwise, and
 * who answers an old message would answer for somebody else.
 */
export function answerLink(host: Host): Checked<string> {
	if (host.getSignedResumeUrl === undefined) {
		return refusal(
			'This version of n8n has no signed links, so anybody could answer',
			'Update n8n, or use the operation Send',
		);
	}
	try {
		host.setSignatureValidationRequired?.();
		return { ok: true, value: host.getSignedResumeUrl({ [RUN_PARAMETER]: runOf(host) }) };
	} catch {
		return refusal(
			'n8n gave no link for the answer',
			'Run the node as part of a workflow that n8n saves',
		);
	}
}

const ONE_COMPUTER = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$|\.localhost$/i;
const ONE_NETWORK =
	/^(?:10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2}|\[f[cde][^\]]*\]|[^.[]+)$|\.(?:local|internal|lan|home|intranet)$/i;

const SET_IT =
	'Set the environment variable WEBHOOK_URL of n8n to its public address that begins with https://';

/** What keeps people from opening a link, in a sentence; undefined where nothing is seen that would. */
export function linkWarning(link: string): string | undefined {
	const { hostname, origin, protocol } = new URL(link);
	if (ONE_COMPUTER.test(hostname)) {
		return `The link in the message begins with ${origin}, which opens on the computer of n8n alone, so nobody else can answer. ${SET_IT}.`;
	}
	if (ONE_NETWORK.test(hostname)) {
		return `The link in the message begins with ${origin}, which opens in its own network alone. ${SET_IT}.`;
	}
	if (protocol !== 'https:') {
		return `The link in the message begins with ${origin}, which is not https: phones warn of it, and others on the way can read the link and answer. ${SET_IT}.`;
	}
	return undefined;
}
