"""Symbols by macro name and by character: the ones that spacing must know the class of, then pylatexenc's table."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tutor.typeset.nodes import Kind, Symbol

# name, glyph, plain form ("=" stands for the name itself)
_TABLE: dict[Kind, str] = {
    "ord": r"""
        alpha α =  beta β =  gamma γ =  delta δ =  epsilon ϵ =  varepsilon ε epsilon  zeta ζ =  eta η =  theta θ =
        vartheta ϑ theta  iota ι =  kappa κ =  lambda λ =  mu μ =  nu ν =  xi ξ =  pi π =  varpi ϖ pi  rho ρ =
        varrho ϱ rho  sigma σ =  varsigma ς sigma  tau τ =  upsilon υ =  phi ϕ =  varphi φ phi  chi χ =  psi ψ =
        omega ω =  Gamma Γ =  Delta Δ =  Theta Θ =  Lambda Λ =  Xi Ξ =  Pi Π =  Sigma Σ =  Upsilon Υ =  Phi Φ =
        Psi Ψ =  Omega Ω =  infty ∞ infinity  nabla ∇ grad  ell ℓ =  hbar ℏ =  Re ℜ =  Im ℑ =  aleph ℵ =
        emptyset ∅ {}  varnothing ∅ {}  forall ∀ =  exists ∃ =  nexists ∄ not-exists  neg ¬ not  lnot ¬ not
        top ⊤ T  bot ⊥ bot  angle ∠ =  triangle △ =  square □ =  dagger † +  ddagger ‡ ++  prime ′ '
        dots … ...  ldots … ...  dotsc … ...  cdots ⋯ ...  dotsb ⋯ ...  dotsm ⋯ ...  vdots ⋮ :  ddots ⋱ ...
        degree ° deg  checkmark ✓ yes  intercal ⊺ T  imath ı i  jmath ȷ j  $ $ $  % % %  # # #  & & &  _ _ _
        backslash \ \ """,
    "prefix": "partial ∂ d",
    "function": """
        arccos = =  arcsin = =  arctan = =  arg = =  cos = =  cosh = =  cot = =  coth = =  csc = =  deg = =  dim = =
        exp = =  hom = =  ker = =  lg = =  ln = =  log = =  sec = =  sin = =  sinh = =  tan = =  tanh = =""",
    "large": """
        sum ∑ =  prod ∏ =  coprod ∐ =  int ∫ =  iint ∬ =  iiint ∭ =  oint ∮ =  bigcup ⋃ union  bigcap ⋂ intersection
        bigoplus ⨁ (+)  bigotimes ⨂ (x)  bigodot ⨀ (.)  bigwedge ⋀ and  bigvee ⋁ or""",
    "bin": r"""
        cdot ⋅ *  times × *  div ÷ /  pm ± +-  mp ∓ -+  ast ∗ *  star ⋆ *  circ ∘ o  bullet ∙ *  oplus ⊕ (+)
        ominus ⊖ (-)  otimes ⊗ (x)  oslash ⊘ (/)  odot ⊙ .*  cup ∪ union  cap ∩ intersect  setminus ∖ \  wedge ∧ and
        vee ∨ or  land ∧ and  lor ∨ or  bmod mod mod""",
    "rel": """
        leq ≤ <=  le ≤ <=  geq ≥ >=  ge ≥ >=  neq ≠ !=  ne ≠ !=  ll ≪ <<  gg ≫ >>  approx ≈ ~~  sim ∼ ~  simeq ≃ ~=
        cong ≅ ~=  equiv ≡ ===  propto ∝ propto  in ∈ =  notin ∉ not-in  ni ∋ contains  subset ⊂ =  subseteq ⊆ =
        supset ⊃ =  supseteq ⊇ =  to → ->  rightarrow → ->  longrightarrow ⟶ -->  leftarrow ← <-  gets ← <-
        longleftarrow ⟵ <--  leftrightarrow ↔ <->  Rightarrow ⇒ =>  Longrightarrow ⟹ ==>  implies ⟹ ==>
        Leftarrow ⇐ <==  Leftrightarrow ⇔ <=>  Longleftrightarrow ⟺ <==>  iff ⟺ <==>  mapsto ↦ |->  longmapsto ⟼ |-->
        hookrightarrow ↪ ->  uparrow ↑ up  downarrow ↓ down  leadsto ⇝ ~>  rightsquigarrow ⇝ ~>  nearrow ↗ up
        searrow ↘ down  coloneqq := :=  coloneq := :=  eqqcolon =: =:  triangleq ≜ :=  doteq ≐ .=  perp ⟂ perp
        parallel ∥ ||  mid | |  vdash ⊢ |-  models ⊨ |=  lt < <  gt > >  prec ≺ prec  succ ≻ succ""",
    "punct": "colon : :",
    "open": "{ { {  lbrace { {  lbrack [ [  langle ⟨ <  lfloor ⌊ floor(  lceil ⌈ ceil(  lvert | |  lVert ‖ ||",
    "close": "} } }  rbrace } }  rbrack ] ]  rangle ⟩ >  rfloor ⌋ )  rceil ⌉ )  rvert | |  rVert ‖ ||",
    "bar": "vert | |  | ‖ ||  Vert ‖ ||",
}
_LIMITS: dict[Kind, str] = {
    "function": "det gcd inf lim max min Pr sup argmax argmin",
    "large": "sum prod coprod bigcup bigcap bigoplus bigotimes bigodot bigwedge bigvee",
}
_SPACED_NAMES = {"liminf": "lim inf", "limsup": "lim sup"}
_CHARACTERS: dict[Kind, str] = {
    "bin": "+ *",
    "rel": "= < > :",
    "punct": ", ;",
    "open": "( [",
    "close": ") ]",
    "slash": "/",
    "bar": "|",
}


def _rows() -> Iterator[tuple[str, Symbol]]:
    for kind, text in _TABLE.items():
        words = text.split()
        for name, glyph, plain in zip(words[::3], words[1::3], words[2::3], strict=True):
            shown = name if plain == "=" else plain.replace("not-", "not ")
            yield name, Symbol(name if glyph == "=" else glyph, kind, shown, name in _LIMITS.get(kind, "").split())
    for name in _LIMITS["function"].split():
        yield name, Symbol(name, "function", name, True)
    for name, words_ in _SPACED_NAMES.items():
        yield name, Symbol(words_, "function", words_, True)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Symbol]:
    return dict(_rows())


@lru_cache(maxsize=1)
def _by_character() -> dict[str, Symbol]:
    table = {symbol.glyph: symbol for name, symbol in reversed(list(_rows())) if not symbol.glyph.isascii()}
    minus = Symbol("\u2212", "bin", "-")
    table |= {c: Symbol(c, kind) for kind, text in _CHARACTERS.items() for c in text.split()}
    return table | {"-": minus, "\u2212": minus, "·": table["⋅"], ":=": Symbol(":=", "rel"), "=:": Symbol("=:", "rel")}


def character(text: str) -> Symbol:
    """The symbol that a typed character (or `:=`, `=:`) stands for."""
    return _by_character().get(text) or Symbol(text)


@lru_cache(maxsize=512)
def named(name: str) -> Symbol | None:
    """The symbol of a macro, or None if there is none: only single characters are taken from pylatexenc's table."""
    return _by_name().get(name) or _from_pylatexenc(name)


def _from_pylatexenc(name: str) -> Symbol | None:
    # Imported here: 30 ms that few formulas need.
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    glyph = getattr(spec, "simplify_repl", None)
    if not isinstance(glyph, str) or len(glyph) != 1 or unicodedata.category(glyph)[0] in "CMZ":
        return None
    relation = unicodedata.category(glyph) == "Sm" or "arrow" in name
    return Symbol(glyph, "rel" if relation else "ord", glyph if glyph.isascii() else name)
