// Project candidates: the list, the sheet, and their outlines on the map.

const candidateLayers = () => [];
const candidateSwitch = () => null;
const backgroundSwitch = () => null;
function applyCandidates() {}
function applyBackground() {}
function describeCandidate() { return []; }
function openCandidate() {}
function drawCandidates() { return []; }
