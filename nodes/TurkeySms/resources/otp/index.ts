import type { Resource } from '../../../shared/operations/node';
import type { TurkeySmsConnection } from '../../connection';
import { check } from './check.operation';
import { send } from './send.operation';
import { sendAdvanced } from './sendAdvanced.operation';

export const otp: Resource<TurkeySmsConnection> = {
	name: 'One-Time Code (OTP)',
	value: 'otp',
	operations: [send, sendAdvanced, check],
};
