import type { AccountDoor } from '../../shared/http/connection';
import type { AccountCalls } from './accountCalls';
import { accountCalls } from './accountCalls';
import { callThrough } from './call';
import type { CodeCalls } from './codeCalls';
import { codeCalls } from './codeCalls';
import type { DeliveryCalls } from './deliveryCalls';
import { deliveryCalls } from './deliveryCalls';
import type { Language } from './languages';
import type { SendCalls } from './sendCalls';
import { sendCalls } from './sendCalls';

export type { Language };

/** One typed function an endpoint. None throws. */
export interface TurkeySmsClient extends SendCalls, CodeCalls, DeliveryCalls, AccountCalls {
	/** A print of the account that the client acts for: of host and key. */
	readonly account: string;
}

export function turkeySmsClient(door: AccountDoor, baseUrl: string): TurkeySmsClient {
	const call = callThrough(door, baseUrl);
	return {
		account: door.account,
		...sendCalls(call),
		...codeCalls(call),
		...deliveryCalls(call),
		...accountCalls(call),
	};
}
