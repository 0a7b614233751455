// Projects: views of a row of the columns, so that only what is looked at is taken out of them.

/** All projects, the largest net gain of the products first. */
function readCandidates(columns) {
  const starts = {
    streets: startsOf(columns.candidateStreets), themes: startsOf(columns.candidateThemes),
    members: startsOf(columns.candidateMembers), payments: startsOf(columns.candidatePayments),
    misses: startsOf(columns.candidateMisses),
  };
  return Array.from(columns.candidateYear, (_, index) => new Candidate(index, starts));
}

/** Where each of some lists starts in what they hold, from their sizes; and where the last one ends. */
function startsOf(sizes) {
  const starts = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, index) => { starts[index + 1] = starts[index] + size; });
  return starts;
}

class Candidate {
  constructor(index, starts) {
    this.index = index;
    this.starts = starts;
  }

  column(name) { return figures.columns[`candidate${name}`][this.index]; }

  /** What `make` makes of each place in the columns of a list. */
  list(name, make) {
    const [start, end] = this.starts[name].subarray(this.index, this.index + 2);
    return Array.from({ length: end - start }, (_, offset) => make(start + offset));
  }

  get id() { return this.column('ID'); }
  get title() { return this.column('Title'); }
  get reason() { return `${this.title}. ${this.column('Benefits')}`; }
  get status() { return this.column('Status'); }
  get decidedBy() { return this.column('DecidedBy'); }
  get year() { return this.column('Year'); }
  /** The year in which the programme does it as a whole; 0 where it does not. */
  get programmed() { return this.column('Programmed'); }
  /** Index of its neighbourhood; -1 outside all of them. */
  get neighbourhood() { return this.column('Neighbourhood'); }
  get cost() { return this.column('Cost'); }
  get moving() { return this.column('Moving'); }
  get cutting() { return this.column('Cutting'); }
  /** Not a number where it was not tried. */
  get survival() { return this.column('Survival'); }
  get inTop() { return this.column('InTop'); }
  /** What is saved on excavation, surface, traffic, plan, tender and nuisance. */
  get saved() { return [0, 1, 2, 3, 4, 5].map((part) => this.column(`Saved${part}`)); }
  /** Severity times ground in m2 where its works meet, by theme. */
  get sharedSeverities() { return figures.themes.map((_, theme) => this.column(`Severity${theme}`)); }

  get streets() {
    return this.list('streets', (at) => figures.streets[figures.columns.candidateStreet[at]]);
  }

  get themes() { return this.list('themes', (at) => figures.columns.candidateTheme[at]); }

  get members() {
    const { memberWork, memberMoving } = figures.columns;
    return this.list('members', (at) => ({ work: memberWork[at], moving: memberMoving[at] }));
  }

  get payments() {
    const { paymentParty, paymentAlone, paymentRioned, paymentProRata, paymentShapley } = figures.columns;
    return this.list('payments', (at) => ({
      party: figures.parties[paymentParty[at]], alone: paymentAlone[at], rioned: paymentRioned[at],
      proRata: paymentProRata[at], shapley: paymentShapley[at],
    }));
  }

  get misses() {
    const { missFirst, missSecond, missSaving, missReason } = figures.columns;
    return this.list('misses', (at) => ({
      works: [missFirst[at], missSecond[at]], saving: missSaving[at], reason: missReason[at],
    }));
  }
}
