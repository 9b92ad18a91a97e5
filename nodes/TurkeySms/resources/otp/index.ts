import type { Resource } from '../../../shared/operations/node';
import { withOutput } from '../../../shared/operations/outputFields';
import type { TurkeySmsConnection } from '../../connection';
import { check } from './check.operation';
import { codeInTextOutput, codeOutput } from './outputFields';
import { send } from './send.operation';
import { sendAdvanced } from './sendAdvanced.operation';

export const otp: Resource<TurkeySmsConnection> = {
	name: 'One-Time Code (OTP)',
	value: 'otp',
	operations: [withOutput(send, codeOutput), withOutput(sendAdvanced, codeInTextOutput), check],
};
