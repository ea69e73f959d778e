import { describe } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storeContract } from './store.ts';

describe('the store on the embedded PostgreSQL', () => storeContract(useDatabase()));
