//! The widest vectors of the machine, chosen when it runs: a build for every machine would use those of the oldest.

/// Gives what `work` gives. It is compiled twice, and as a rule runs several times faster with the vectors of a newer machine.
/// What it calls must be inlined into it to gain by that. The bits are the same: nothing is fused or done in another order.
#[inline(always)]
pub(crate) fn widely<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = fearless_simd::Level::new().as_avx2() {
        use fearless_simd::Simd as _;
        return avx2.vectorize(work);
    }
    work()
}
