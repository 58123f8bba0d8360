import { ToyErp } from '../fixtures/toy-erp/ledger';
import { postingContract } from './posting.suite';

postingContract('a toy sixth ERP', async () => {
  const toy = new ToyErp();
  return {
    ledger: () => toy.ledger(),
    books: async () => toy.bills,
    enter: async ({ key, ...bill }) => void toy.enter({ ...bill, stampedKey: key ?? null }),
    loseAnswerOf: async (call) => void toy.loseAnswerOf.add(toy.creates + call),
    failBefore: async (call) => void toy.failBefore.add(toy.creates + call),
    refuseSignInFrom: async (call) => {
      toy.refuseSignInFrom = toy.creates + call;
    },
    meanwhile: (work) => {
      toy.meanwhile = work;
    },
    close: async () => undefined,
  };
});
