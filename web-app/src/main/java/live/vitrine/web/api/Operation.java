package live.vitrine.web.api;

import live.vitrine.web.http.Answer;

/** Answers calls of one operation of the contract, on a virtual thread. */
@FunctionalInterface
interface Operation {
  /**
   * Answers.
   *
   * @throws ProblemException the answer is a problem
   * @throws live.vitrine.web.http.HttpException the answer is a problem with those words
   */
  Answer answer(Call call);
}
