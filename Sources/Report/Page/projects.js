// Projects: views of a row of the columns, so that only what is looked at is taken out of them.

/** All projects, the largest net gain of the products first. */
function readCandidates(columns) {
  const shared = {
    starts: {
      streets: startsOf(columns.candidateStreets), themes: startsOf(columns.candidateThemes),
      members: startsOf(columns.candidateMembers), payments: startsOf(columns.candidatePayments),
      misses: startsOf(columns.candidateMisses),
    },
    saved: [0, 1, 2, 3, 4, 5, 6].map((part) => columns[`candidateSaved${part}`]),
    severities: figures.themes.map((_, theme) => columns[`candidateSeverity${theme}`]),
  };
  return Array.from(columns.candidateYear, (_, index) => new Candidate(index, shared));
}

/** Where each of some lists starts in what they hold, from their sizes; and where the last one ends. */
function startsOf(sizes) {
  const starts = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, index) => { starts[index + 1] = starts[index] + size; });
  return starts;
}

class Candidate {
  constructor(index, shared) {
    this.index = index;
    this.shared = shared;
  }

  /** What `make` makes of each place in the columns of a list. */
  list(name, make) {
    const [start, end] = this.shared.starts[name].subarray(this.index, this.index + 2);
    return Array.from({ length: end - start }, (_, offset) => make(start + offset));
  }

  get id() { return figures.columns.candidateID[this.index]; }
  get title() { return figures.columns.candidateTitle[this.index]; }
  get reason() { return `${this.title}. ${figures.columns.candidateBenefits[this.index]}`; }
  get status() { return figures.columns.candidateStatus[this.index]; }
  get decidedBy() { return figures.columns.candidateDecidedBy[this.index]; }
  /** The year in which it is done: that of the programme, where there is one; 0 where that does not. */
  get year() {
    return figures.programme ? this.programmed : figures.columns.candidateYear[this.index];
  }

  get yearText() { return this.year ? String(this.year) : t('notAsWhole'); }
  /** The year to which its amounts apply. */
  get amountsYear() { return figures.columns.candidateYear[this.index]; }
  /** The year in which the programme does it as a whole; 0 where it does not. */
  get programmed() { return figures.columns.candidateProgrammed[this.index]; }
  /** Index of its neighbourhood; -1 outside all of them. */
  get neighbourhood() { return figures.columns.candidateNeighbourhood[this.index]; }
  get cost() { return figures.columns.candidateCost[this.index]; }
  get moving() { return figures.columns.candidateMoving[this.index]; }
  get cutting() { return figures.columns.candidateCutting[this.index]; }
  /** Not a number where it was not tried. */
  get survival() { return figures.columns.candidateSurvival[this.index]; }
  get inTop() { return figures.columns.candidateInTop[this.index]; }
  /** What is saved on excavation, surface, traffic, plan, tender, the set-up (below 0) and nuisance. */
  get saved() { return this.shared.saved.map((column) => column[this.index]); }
  /** Severity times ground in m2 where its works meet, by theme. */
  get sharedSeverities() { return this.shared.severities.map((column) => column[this.index]); }

  get streets() {
    return this.list('streets', (at) => figures.streets[figures.columns.candidateStreet[at]]);
  }

  get themes() { return this.list('themes', (at) => figures.columns.candidateTheme[at]); }

  get members() {
    const { memberWork, memberMoving } = figures.columns;
    return this.list('members', (at) => ({ work: memberWork[at], moving: memberMoving[at] }));
  }

  get payments() {
    const {
      paymentParty, paymentAlone, paymentRioned, paymentProRata, paymentShapley, paymentMoving,
    } = figures.columns;
    return this.list('payments', (at) => ({
      party: figures.parties[paymentParty[at]], alone: paymentAlone[at], rioned: paymentRioned[at],
      proRata: paymentProRata[at], shapley: paymentShapley[at], moving: paymentMoving[at],
    }));
  }

  get misses() {
    const { missFirst, missSecond, missSaving, missReason } = figures.columns;
    return this.list('misses', (at) => ({
      works: [missFirst[at], missSecond[at]], saving: missSaving[at], reason: missReason[at],
    }));
  }
}
